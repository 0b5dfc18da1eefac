// Base class of the SDK's resources: the constant text in the state, secrets in, secrets out, every output declared.
import * as pulumi from "@pulumi/pulumi";
import { generatedName, PATH, resourcePath, STACK } from "./dynamic/autoname";
import { PROVIDER } from "./dynamic/state";
import { leaveToProvider } from "./endOfLife";
import { comparePlaces } from "./ownPlace";
import { warnOfSettings } from "./settingNames";
import { withoutStackTraces } from "./stackTraces";

/** What a resource class of the SDK says about its kind; generated from schema.json. */
interface ResourceClass {
  readonly kind: string;
  readonly outputs: readonly string[];
  readonly secrets: readonly string[];
}

/** Type of a kind in URNs and import files. */
export function dynamicType(kind: string): string {
  return `pulumi-nodejs:dynamic/vpnaas:${kind}`;
}

/**
 * The text that Pulumi keeps in every state and runs for every call. It is the same for ever and knows only a name:
 * the code behind it is that of the installed package, also for states of older versions.
 */
export function providerText(kind: string): string {
  return `exports.handler = () => require("pulumi-vpnaas/provider").handler("${kind}");`;
}

/** A resource of this package. */
export abstract class VpnaasResource extends pulumi.CustomResource {
  protected constructor(
    { kind, outputs, secrets }: ResourceClass,
    name: string,
    inputs: Readonly<Record<string, unknown>>,
    options: pulumi.CustomResourceOptions = {},
  ) {
    comparePlaces();
    warnOfSettings();
    leaveToProvider();
    const props: Record<string, unknown> = {};
    // An output that is not seeded here never becomes a property of the object.
    for (const output of outputs) props[output] = undefined;
    for (const [input, value] of Object.entries(withName(kind, name, { inputs, options }))) {
      props[input] = secrets.includes(input) && value !== undefined ? pulumi.secret(value) : value;
    }
    props[PROVIDER] = providerText(kind);
    const merged = pulumi.mergeOptions({ additionalSecretOutputs: [...secrets] }, options);
    const restore = withoutStackTraces(__filename);
    try {
      super(dynamicType(kind), name, props, merged);
    } finally {
      restore();
    }
  }

  /** Is `object` a resource of this kind, even one made by another copy of the package? */
  protected static isKind(object: unknown, kind: string): boolean {
    if (typeof object !== "object" || object === null) return false;
    return (object as { __pulumiType?: unknown }).__pulumiType === dynamicType(kind); // set by Pulumi on every resource
  }
}

// A resource that is only looked up (`get`) has no inputs.
function withName(
  kind: string,
  name: string,
  { inputs, options }: { inputs: Readonly<Record<string, unknown>>; options: pulumi.CustomResourceOptions },
): Readonly<Record<string, unknown>> {
  if (options.id !== undefined) return inputs;
  const stack = [organization(), pulumi.getProject(), pulumi.getStack()].join("/");
  const path = resourcePath(typesAbove(options.parent), name);
  return { ...inputs, name: inputs.name ?? generatedName(stack, kind, path), [STACK]: stack, [PATH]: path };
}

// As Pulumi forms the URN: the types of all parents but the stack, outermost first. The URN itself is an output, and a name
// that waits for it would make a child depend on its parent, and thereby on its own siblings.
function typesAbove(parent: pulumi.Resource | undefined): string[] {
  const types: string[] = [];
  for (let each: unknown = parent; typeof each === "object" && each !== null; ) {
    const { __pulumiType: type, __parentResource: above } = each as {
      __pulumiType?: unknown;
      __parentResource?: unknown;
    }; // set by Pulumi on every resource
    if (typeof type === "string" && type !== "pulumi:pulumi:Stack") types.unshift(type);
    each = above;
  }
  return types;
}

// Under the mocks of a unit test there may be none.
function organization(): string {
  try {
    return pulumi.getOrganization();
  } catch {
    return "organization";
  }
}
