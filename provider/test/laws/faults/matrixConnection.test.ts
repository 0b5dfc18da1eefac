// The fault matrix of the connection; the other kinds have files of their own.
import { describeMatrix } from "./describeMatrix";

describeMatrix(["IpsecSiteConnection"]);
