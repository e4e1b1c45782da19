import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export function etagOf(body: Buffer): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

/** RFC 9110, 13.1.2: whether the caller has this body already. The header is a list of tags, compared weakly, or `*`. */
export function isUnchanged({ headers }: Pick<IncomingMessage, 'headers'>, etag: string): boolean {
  const header = headers['if-none-match'] ?? '';
  return header.trim() === '*' || (header.match(/"[^"]*"/g)?.includes(etag) ?? false);
}
