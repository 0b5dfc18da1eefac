// Who is next: so many at once, and no one any more after the first that says so.

/** Calls `work` for each name, `atOnce` at a time. Gives whether all were visited: `work` resolves to false to let no other one start. */
export async function inTurns(
  names: readonly string[],
  atOnce: number,
  work: (name: string) => Promise<boolean>,
): Promise<boolean> {
  const waiting = [...names];
  let isGoing = true;
  const worker = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined && isGoing; name = waiting.shift())
      isGoing = (await work(name)) && isGoing;
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return isGoing;
}
