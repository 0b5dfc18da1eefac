// The texts of --help fit a terminal of 80 columns.
import { HELP } from "../../src/cli/import/arguments";
import { PEER_HELP } from "../../src/cli/peer/arguments";
import { STATUS_HELP } from "../../src/cli/status/arguments";

test.each(Object.entries({ import: HELP, peer: PEER_HELP, status: STATUS_HELP }))("%s", (_, text) => {
  expect(text.split("\n").filter(({ length }) => length > 80)).toEqual([]);
});
