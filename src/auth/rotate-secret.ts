/** Rotation of the secret that signs tokens, in a file of settings. */
import { randomBytes } from 'node:crypto';
import { chownSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

export const newSecret = (): string => randomBytes(32).toString('base64url');

/**
 * rotateSecret returns the text with `secret` as AUTH_SECRET and the one before among AUTH_RETIRED_SECRETS, everything else as it
 * is. Without a secret, it only empties AUTH_RETIRED_SECRETS.
 */
export function rotateSecret(text: string, secret: string | null): string {
  const { AUTH_SECRET: before = '', AUTH_RETIRED_SECRETS: retired = '' } = parseEnv(text);
  if (secret === null) return assign(text, 'AUTH_RETIRED_SECRETS', '');
  if (before.includes(','))
    throw new UnquotableSecret('AUTH_SECRET has a comma, which separates retired secrets.');
  const all = [before, ...retired.split(',')]
    .map((each) => each.trim())
    .filter(Boolean)
    .join(',');
  const rotated = assign(assign(text, 'AUTH_SECRET', secret), 'AUTH_RETIRED_SECRETS', quoted(all));
  // What is read back decides whether the tokens of the previous secret stay valid.
  if (parseEnv(rotated).AUTH_RETIRED_SECRETS !== all)
    throw new UnquotableSecret('AUTH_SECRET has characters that a file of settings cannot hold in a list.');
  return rotated;
}

/** The previous secret cannot be written into AUTH_RETIRED_SECRETS. The file is left as it is. */
export class UnquotableSecret extends Error {}

/** A value with such a character would end there, or lose it. */
function quoted(value: string): string {
  if (!/[#\s'"`\\]/.test(value)) return value;
  const quote = ["'", '"', '`'].find((each) => !value.includes(each));
  return quote ? `${quote}${value}${quote}` : value;
}

/** The last assignment of a name decides, so earlier ones go. */
function assign(text: string, name: string, value: string): string {
  const isAssignment = (line: string) => new RegExp(`^\\s*(export\\s+)?${name}\\s*=`).test(line);
  const lines = text.split('\n');
  const at = lines.findLastIndex(isAssignment);
  if (at < 0) return `${text.replace(/\n?$/, '\n')}${name}=${value}\n`;
  return lines
    .map((line, index) => (index === at ? `${name}=${value}` : line))
    .filter((line, index) => index === at || !isAssignment(line))
    .join('\n');
}

/** Replaces the file as a whole, with the rights and the owner that it has. */
export function writePrivately(file: string, text: string): void {
  const { mode, uid, gid } = statSync(file);
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, text, { mode: mode & 0o777, flush: true });
  chownSync(temporary, uid, gid);
  renameSync(temporary, file);
}
