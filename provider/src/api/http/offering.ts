// Says of a 404 to a whole collection what it means: a cloud without VPN service, or an address that is none of a network API.
// A 404 to one object is none of its business: operations/gone.ts judges that.
import { ApiError, isBareNotFound } from "../../core/errors";
import type { ApiRequest, Send } from "./transport";

const COLLECTION = /^\/v2\.0\/vpn\/[\w-]+(?=$|\?)/;
/** Every Neutron lists its extensions, also one that has none for VPNs. */
const EXTENSIONS: ApiRequest = {
  method: "GET",
  url: "/v2.0/extensions",
  purpose: "listing the network API's extensions",
};

const NONE =
  "The network API answers, but nothing below /v2.0/vpn: this cloud or region offers no VPN service (Neutron extension vpnaas). " +
  "Choose another region (vpnaas:region), or ask the operator whether it can be had";
const NOTHING_THERE =
  "Nothing below /v2.0/vpn answers, and the network API does not answer at this address either: check vpnaas:endpoint, vpnaas:region and " +
  "the service catalog. If they are right, this cloud or region offers no VPN service (Neutron extension vpnaas)";

/** Wraps a `send` that takes paths: a 404 to a list, or to a POST whose list is 404 as well, rejects with that explanation. */
export function withOffering(send: Send): Send {
  let advice: string | undefined;
  return async (request) => {
    try {
      return await send(request);
    } catch (error) {
      const path = COLLECTION.exec(request.url)?.[0];
      if (path === undefined || !isBareNotFound(error)) throw error;
      // A POST also gets it for an object that it refers to.
      if (request.method === "POST" && !(await isMissing(send, path))) throw error;
      advice ??= (await isAnswered(send)) ? NONE : NOTHING_THERE;
      throw error.with({ advice });
    }
  };
}

function isMissing(send: Send, url: string): Promise<boolean> {
  return send({ method: "GET", url, purpose: "looking for the VPN API" }).then(() => false, isBareNotFound);
}

async function isAnswered(send: Send): Promise<boolean> {
  try {
    await send(EXTENSIONS);
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}
