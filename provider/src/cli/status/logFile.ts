// Reads the log of a peer: its end, where the file is long. The messages hold nothing of its content.
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { reasonOf } from "../../core/errors";

/** Most bytes that are read: the end of a log tells of the last attempts. */
const MOST = 8 * 1024 * 1024;

/** A log, or the end of a long one. */
export interface PeerLogText {
  readonly text: string;
  readonly isCut: boolean;
}

/** The text of the file. Throws a sentence for the user. */
export function readLog(file: string, folder: string): PeerLogText {
  const path = resolve(folder, file);
  const { bytes, isCut } = bytesOf(path);
  if (bytes.length === 0) throw new Error(`--peer-log: ${path} is empty`);
  if (bytes.includes(0) || (bytes[0] === 0x1f && bytes[1] === 0x8b)) {
    const advice = "Unpack it first, or write the journal as text: journalctl -u strongswan > FILE";
    throw new Error(`--peer-log: ${path} is not text. ${advice}`);
  }
  return { text: bytes.toString("utf8"), isCut };
}

function bytesOf(path: string): { readonly bytes: Buffer; readonly isCut: boolean } {
  let file: number | undefined;
  try {
    const { size, isFile } = statOf(path);
    if (!isFile) throw new Error("it is no regular file");
    file = openSync(path, "r");
    const bytes = Buffer.alloc(Math.min(size, MOST));
    const length = readSync(file, bytes, 0, bytes.length, Math.max(0, size - MOST));
    return { bytes: bytes.subarray(0, length), isCut: size > MOST };
  } catch (error) {
    throw new Error(`--peer-log: ${path} cannot be read: ${reasonOf(error)}`);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function statOf(path: string) {
  const stat = statSync(path);
  return { size: stat.size, isFile: stat.isFile() };
}
