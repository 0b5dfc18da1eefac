// A sample of the fault matrix over the native plugin, spread over faults and moments; `make faults FAULTS=--plugin` plays all of it.
import { KINDS } from "../../../src/core/schema";
import { describeMatrix } from "./describeMatrix";

describeMatrix(KINDS, { host: "plugin", each: 23 });
