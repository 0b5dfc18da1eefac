// Reads the tables of what is expected into cells. A field is an outcome, a dash where the moment does not apply;
// `outcome|outcome` where the dialects otc and openstack differ.
import type { Dialect } from "../../../emulator";
import type { Kind } from "../../../src/core/schema";
import { CONNECTION } from "./expectedConnection";
import { PLAIN } from "./expectedPlain";
import { SERVICE } from "./expectedService";
import { type Cell, type Lasting, MOMENTS, OUTCOMES, type Outcome } from "./model";
import { reasonFor } from "./reasons";

const TABLES: Readonly<Record<Kind, string>> = {
  IpsecSiteConnection: CONNECTION,
  VpnService: SERVICE,
  IkePolicy: PLAIN,
  IpsecPolicy: PLAIN,
  EndpointGroup: PLAIN,
};
const DIALECTS: readonly Dialect[] = ["otc", "openstack"];

/** The cells of a kind, and how many moments do not apply to it. */
export function matrixOf(kind: Kind): { cells: Cell[]; notApplicable: number } {
  const rows = TABLES[kind].trim().split("\n");
  const fields = rows.flatMap((row) => {
    const [fault = "", lasting = "", ...columns] = row.split(";").map((column) => column.trim());
    if (columns.length !== MOMENTS.length || !isLasting(lasting)) throw new Error(`not a row of the table: ${row}`);
    return DIALECTS.flatMap((dialect) =>
      MOMENTS.map((moment, at) => ({
        ...{ kind, dialect, fault, lasting, moment },
        reason: reasonFor(fault, lasting),
        expected: readField(columns[at] ?? "", dialect),
      })),
    );
  });
  const cells = fields.flatMap((field) =>
    field.expected === undefined ? [] : [{ ...field, expected: field.expected }],
  );
  return { cells, notApplicable: fields.length - cells.length };
}

function isLasting(text: string): text is Lasting {
  return text === "once" || text === "for good";
}

function readField(field: string, dialect: Dialect): Outcome | undefined {
  if (field === "–") return undefined;
  const [otc = "", openstack = otc] = field.split("|");
  const outcome = OUTCOMES.find((known) => known === (dialect === "otc" ? otc : openstack));
  if (outcome === undefined) throw new Error(`not a field of the table: ${field}`);
  return outcome;
}
