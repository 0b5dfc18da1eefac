// What a Pulumi program imports as `pulumi-vpnaas`.
export { Provider } from "./provider";
export * from "./resources.generated";
