import { hq } from "./vpn";

export const status = hq.status;
