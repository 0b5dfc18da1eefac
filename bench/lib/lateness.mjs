// How late it is known that connections have settled, many at once: from the request log of the service, without the engine.
import { checked, handlerAt, partsAt } from "./provider.mjs";
import { LATENCY, openService } from "./service.mjs";

/**
 * For each count and transition: the most milliseconds from "settled" to the first read that shows it, and the reads.
 *
 * @param {number[]} counts
 * @param {number[]} transitions
 */
export async function measureLateness(counts, transitions) {
  const runs = [];
  for (const transition of transitions)
    for (const count of counts) runs.push({ count, transition, ...(await latenessOf(count, transition)) });
  return runs;
}

async function latenessOf(count, transition) {
  const service = await openService(0);
  try {
    const handler = handlerAt(service);
    const parts = await partsAt(service);
    const inputsOf = (number, peerId) => {
      const peerAddress = `10.${(number >> 16) + 1}.${(number >> 8) & 255}.${number & 255}`;
      return checked(handler, { ...parts, name: `hq-${number}`, peerAddress, peerId });
    };
    const numbers = Array.from({ length: count }, (_, number) => number);
    const made = await Promise.all(numbers.map((number) => handler.create(inputsOf(number, "one.example.com"))));
    service.settleAfter(transition);
    service.forget();
    const update = ({ id, outs }, number) => handler.update(id, outs, inputsOf(number, "two.example.com"));
    await Promise.all(made.map(update));
    return service.lateness(transition + LATENCY);
  } finally {
    await service.close();
  }
}
