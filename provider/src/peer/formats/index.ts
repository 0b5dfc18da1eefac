// All formats: a new one is a file here and a line in this list.
import type { PeerFormat } from "../format";
import { libreswan } from "./libreswan";
import { openiked } from "./openiked";
import { strongswanIpsec } from "./strongswanIpsec";
import { strongswanSwanctl } from "./strongswanSwanctl";

export const FORMATS: readonly PeerFormat[] = [strongswanSwanctl, strongswanIpsec, libreswan, openiked];
