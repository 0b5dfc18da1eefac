// Types only: a plain type of schema.json as a Pulumi program may give it, with an Input at every depth.
import type * as pulumi from "@pulumi/pulumi";

// An optional property has the type `… | undefined`, which would hide the list or object in it from Shape.
/** `T`, or a value of it that is not known yet, at every depth. */
export type InputOf<T> = pulumi.Input<Shape<Exclude<T, undefined>> | Extract<T, undefined>>;

type Shape<T> = [T] extends [readonly (infer Element)[]] ? InputOf<Element>[] : [T] extends [object] ? InputsOf<T> : T;

// Under exactOptionalPropertyTypes, a property that may be missing may not be undefined, as what `config.get` gives may be.
type OrUndefined<T, Name extends keyof T> = Partial<Pick<T, Name>> extends Pick<T, Name> ? undefined : never;

/** An object whose properties are inputs, optional where they are in `T`. */
export type InputsOf<T> = { [Name in keyof T]: InputOf<T[Name]> | OrUndefined<T, Name> };
