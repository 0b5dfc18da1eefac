// The credentials of proxies in the environment are secrets: a proxy echoes them, and of a URL that they break, Node shows a piece.
import { rememberSecret } from "../../core/masking/rememberedSecrets";
import { decodedPiece } from "./segment";

const VARIABLES = ["http_proxy", "https_proxy", "all_proxy"];

/** Adds them to the secrets that are masked in every text. */
export function rememberProxySecrets(environment: NodeJS.ProcessEnv): void {
  for (const name of VARIABLES.flatMap((each) => [each, each.toUpperCase()])) {
    const userInfo = /^(?:[a-z][\w+.-]*:\/\/)?(.*)@/is.exec(environment[name] ?? "")?.[1] ?? "";
    // Without a password, the name of the user is the proof.
    const secret = userInfo.slice(userInfo.indexOf(":") + 1);
    for (const spelling of [secret, decodedPiece(secret)]) rememberSecret(spelling);
  }
}
