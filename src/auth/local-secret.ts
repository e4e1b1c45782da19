import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const minLength = 32;

/** The secret in the data directory, made at the first start and readable by its owner alone. */
export function readLocalSecret(dataDir: string): string {
  const file = join(dataDir, 'auth-secret');
  try {
    const secret = readFileSync(file, 'utf8').trim();
    // One that was cut short, by a full disk for example, would be anybody's to guess.
    if (secret.length >= minLength) return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  mkdirSync(dataDir, { recursive: true });
  const secret = randomBytes(32).toString('base64url');
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${secret}\n`, { mode: 0o600 });
  renameSync(draft, file);
  return secret;
}
