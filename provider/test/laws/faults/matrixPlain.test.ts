// The fault matrix of what has no status; the other kinds have files of their own.
import { describeMatrix } from "./describeMatrix";

describeMatrix(["IkePolicy", "IpsecPolicy", "EndpointGroup"]);
