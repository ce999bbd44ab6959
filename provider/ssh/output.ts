import type { Readable } from "node:stream";

/** Most of each stream that is kept, in bytes: the agent's answers are a few kilobytes. */
const MOST_OUTPUT = 1024 * 1024;

/** What a stream has brought so far. */
export interface Kept {
  /** All of it. */
  text(): string;
  /** All of it, and begins anew. */
  taken(): string;
}

/**
 * Keeps what a command prints.
 * @param onTooMuch called when it is more than 1 MiB; what comes then is dropped.
 * @param onMore called after each piece.
 */
export function kept(stream: Readable, onTooMuch: () => void, onMore = () => {}): Kept {
  let chunks: Buffer[] = [];
  let size = 0;
  stream.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > MOST_OUTPUT) return onTooMuch();
    chunks.push(chunk);
    onMore();
  });
  const text = () => Buffer.concat(chunks).toString("utf8");
  return {
    text,
    taken() {
      const all = text();
      [chunks, size] = [[], 0];
      return all;
    },
  };
}
