// All formats: a new one is a file here and a line in this list. Those that their own software has read come first.
import type { PeerFormat } from "../format";
import { fortios } from "./fortios";
import { iosxe } from "./iosxe";
import { junos } from "./junos";
import { libreswan } from "./libreswan";
import { openiked } from "./openiked";
import { panos } from "./panos";
import { pfsense } from "./pfsense";
import { routeros } from "./routeros";
import { strongswanIpsec } from "./strongswanIpsec";
import { strongswanSwanctl } from "./strongswanSwanctl";

const TRIED = [strongswanSwanctl, strongswanIpsec, libreswan, openiked];
const TEXTS = [iosxe, junos, fortios, panos, routeros, pfsense];

export const FORMATS: readonly PeerFormat[] = [...TRIED, ...TEXTS];
