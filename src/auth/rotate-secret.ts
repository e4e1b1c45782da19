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
  const all = [before, ...retired.split(',')].map((each) => each.trim()).filter(Boolean);
  return assign(assign(text, 'AUTH_SECRET', secret), 'AUTH_RETIRED_SECRETS', all.join(','));
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
