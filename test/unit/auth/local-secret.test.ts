import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readLocalSecret } from '../../../src/auth/local-secret.ts';

function useDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'pavilion-secret-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

it('creates a secret once, readable by its owner only, and creates the directory if necessary', () => {
  const directory = join(useDirectory(), 'data', 'here');
  const secret = readLocalSecret(directory);
  expect(secret.length).toBeGreaterThanOrEqual(43);
  expect(readLocalSecret(directory)).toBe(secret);
  expect(readdirSync(directory)).toEqual(['auth-secret']);
  expect(statSync(join(directory, 'auth-secret')).mode & 0o777).toBe(0o600);
});

it('creates a different secret for each installation', () => {
  expect(readLocalSecret(useDirectory())).not.toBe(readLocalSecret(useDirectory()));
});

it('replaces a truncated secret, and keeps one of 32 characters', () => {
  const directory = useDirectory();
  const file = join(directory, 'auth-secret');
  writeFileSync(file, `${'a'.repeat(31)}\n`);
  expect(readLocalSecret(directory)).toHaveLength(43);
  expect(readFileSync(file, 'utf8')).toHaveLength(44);
  writeFileSync(file, `${'a'.repeat(32)}\n`);
  expect(readLocalSecret(directory)).toBe('a'.repeat(32));
});

it('throws if the secret cannot be read', () => {
  const file = join(useDirectory(), 'file');
  writeFileSync(file, '');
  expect(() => readLocalSecret(file)).toThrow('ENOTDIR');
});
