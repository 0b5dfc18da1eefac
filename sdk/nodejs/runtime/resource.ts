// Base class of the SDK's resources: the constant text in the state, secrets in, secrets out, every output declared.
import * as pulumi from "@pulumi/pulumi";
import { engineOfStack, isTypeOf, withOtherNames } from "./engines";
import { withoutStackTraces } from "./stackTraces";

// An optional property has the type `… | undefined`, which would hide the list or object in it from Shape.
/** `T`, or a value of it that is not known yet, at every depth. */
export type InputOf<T> = pulumi.Input<Shape<Exclude<T, undefined>> | Extract<T, undefined>>;

type Shape<T> = [T] extends [readonly (infer Element)[]] ? InputOf<Element>[] : [T] extends [object] ? InputsOf<T> : T;

// Under exactOptionalPropertyTypes, a property that may be missing may not be undefined, as what `config.get` gives may be.
type OrUndefined<T, Name extends keyof T> = Partial<Pick<T, Name>> extends Pick<T, Name> ? undefined : never;

/** An object whose properties are inputs, optional where they are in `T`. */
export type InputsOf<T> = { [Name in keyof T]: InputOf<T[Name]> | OrUndefined<T, Name> };

/** What a resource class of the SDK says about its kind; generated from schema.json. */
interface ResourceClass {
  readonly kind: string;
  readonly outputs: readonly string[];
  readonly secrets: readonly string[];
}

/** A resource of this package. */
export abstract class VpnaasResource extends pulumi.CustomResource {
  protected constructor(
    { kind, outputs, secrets }: ResourceClass,
    name: string,
    inputs: Readonly<Record<string, unknown>>,
    options: pulumi.CustomResourceOptions = {},
  ) {
    const engine = engineOfStack();
    const props: Record<string, unknown> = {};
    // An output that is not seeded here never becomes a property of the object.
    for (const output of outputs) props[output] = undefined;
    for (const [input, value] of Object.entries(engine.inputsOf({ kind, name, inputs, options }))) {
      props[input] = secrets.includes(input) && value !== undefined ? pulumi.secret(value) : value;
    }
    const named = withOtherNames(options, (each) => each.typeOf(kind));
    const merged = pulumi.mergeOptions({ additionalSecretOutputs: [...secrets] }, named);
    const restore = withoutStackTraces(__filename);
    try {
      super(engine.typeOf(kind), name, props, merged);
    } finally {
      restore();
    }
  }

  /** Is `object` a resource of this kind, even one made by another copy of the package? */
  protected static isKind(object: unknown, kind: string): boolean {
    if (typeof object !== "object" || object === null) return false;
    const { __pulumiType: type } = object as { __pulumiType?: unknown }; // set by Pulumi on every resource
    return isTypeOf(type, kind);
  }
}
