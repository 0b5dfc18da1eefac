// Types only: a plain type of schema.json as a Pulumi program may give it, with an Input at every depth.
import type * as pulumi from "@pulumi/pulumi";

/** `T`, or a value of it that is not known yet, at every depth. */
export type InputOf<T> = pulumi.Input<
  [T] extends [readonly (infer Element)[]]
    ? InputOf<Element>[]
    : [T] extends [object]
      ? { [Name in keyof T]: InputOf<T[Name]> }
      : T
>;

/** An arguments object whose properties are inputs. */
export type InputsOf<T> = { [Name in keyof T]: InputOf<T[Name]> };
