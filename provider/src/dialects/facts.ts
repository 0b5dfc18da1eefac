// The type of what depends on the flavor of the cloud.
import type { KindOnDialect } from "../core/definition";
import type { Kind } from "../core/schema";

/** A cloud as clouds.yaml would describe it. */
type CloudEntry = Readonly<Record<string, unknown>>;

/** A vendor profile that openstacksdk ships. */
interface VendorProfile {
  readonly entry: CloudEntry;
  /** Regions that are clouds of their own, with what describes them instead. */
  readonly inRegion?: ReadonlyMap<string, CloudEntry>;
}

/** Everything that depends on the flavor of the cloud, except for the marks in schema.json. */
export interface DialectFacts {
  /** What the names of its hosts end with. */
  readonly hosts: readonly string[];
  readonly profiles: ReadonlyMap<string, VendorProfile>;
  /** The domain of a user and a project that name none; without it, the service knows the domain itself. */
  readonly defaultDomain?: { readonly id: string };
  /** The region in which the service has ended, and what a user is told there. */
  readonly ended?: { readonly region: string; readonly warning: string };
  /** Why the pre-shared key that the service shows is of no use; without it, the key is the one in use. */
  readonly hidesPsk?: string;
  /** Inputs whose empty text is a value like any other: an import states it. */
  readonly emptyTexts: readonly string[];
  readonly kinds: Readonly<Partial<Record<Kind, KindOnDialect>>>;
}
