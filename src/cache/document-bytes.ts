import type { DocumentNode } from 'graphql';
import { textBytes } from './text-bytes.ts';

/** Memory of a token with its node and location, and of what each document has besides; see bench/memory.ts. */
const bytesPerToken = 260;
const bytesPerDocument = 1_000;

/** The memory of a parsed document. Any node of it keeps all of it, because locations refer to the text and to other tokens. */
export function documentBytes({ tokenCount = 0, loc }: DocumentNode): number {
  return textBytes(loc?.source.body ?? '') + bytesPerDocument + tokenCount * bytesPerToken;
}
