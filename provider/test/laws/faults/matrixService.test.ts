// The fault matrix of the VPN service; the other kinds have files of their own.
import { describeMatrix } from "./describeMatrix";

describeMatrix(["VpnService"]);
