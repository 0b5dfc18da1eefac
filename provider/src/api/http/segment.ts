// One step of the path of a URL from a name that is not ours. Who asks decides what a name without such a step means.

/** The name as exactly one step of a path; undefined for one that would be none, or would lead to another place. */
export function pathSegment(name: string): string | undefined {
  if (name.trim() === "" || name === "." || name === ".." || !name.isWellFormed()) return undefined;
  return encodeURIComponent(name);
}

/** The text behind an encoded piece of a URL; one with a percent sign that escapes nothing stands for itself. */
export function decodedPiece(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}
