import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import {
  newSecret,
  rotateSecret,
  UnquotableSecret,
  writePrivately,
} from '../../../src/auth/rotate-secret.ts';

const old = 'an-old-secret-of-more-than-32-characters';

it('signs with the new secret, and accepts the one before and those that were retired', () => {
  const text = `# Settings\nPORT=4000\nAUTH_SECRET=${old}\nAUTH_RETIRED_SECRETS=older, oldest\nLOG_LEVEL=info\n`;
  expect(rotateSecret(text, 'new')).toBe(
    `# Settings\nPORT=4000\nAUTH_SECRET=new\nAUTH_RETIRED_SECRETS=${old},older,oldest\nLOG_LEVEL=info\n`,
  );
});

it('adds the retired secret where there was none', () => {
  expect(rotateSecret(`AUTH_SECRET=${old}`, 'new')).toBe(`AUTH_SECRET=new\nAUTH_RETIRED_SECRETS=${old}\n`);
});

it('leaves one assignment of each, whose value is the one that was read', () => {
  const text = `AUTH_SECRET=first\nexport AUTH_SECRET="${old}"\nAUTH_SECRETS=other\n`;
  const rotated = rotateSecret(text, 'new');
  expect(parseEnv(rotated)).toEqual({ AUTH_SECRET: 'new', AUTH_SECRETS: 'other', AUTH_RETIRED_SECRETS: old });
  expect(rotated.match(/^AUTH_SECRET=/gm)).toHaveLength(1);
});

it.each([
  'has a # in the middle of its 32 characters',
  "has a ' in the middle of its 32 characters",
  'has a " in the middle of its 32 characters',
])('keeps the whole previous secret: %s', (secret) => {
  const quote = secret.includes('"') ? "'" : '"';
  const rotated = rotateSecret(`AUTH_SECRET=${quote}${secret}${quote}\n`, 'new');
  expect(parseEnv(rotated)).toEqual({ AUTH_SECRET: 'new', AUTH_RETIRED_SECRETS: secret });
});

it('refuses a previous secret that a list cannot hold', () => {
  expect(() => rotateSecret('AUTH_SECRET=one,two\n', 'new')).toThrow(UnquotableSecret);
});

it('finishes by removing the retired secrets only', () => {
  expect(rotateSecret(`AUTH_SECRET=new\nAUTH_RETIRED_SECRETS=${old}\n`, null)).toBe(
    'AUTH_SECRET=new\nAUTH_RETIRED_SECRETS=\n',
  );
});

it('makes secrets that are long enough and never the same', () => {
  expect(newSecret()).toMatch(/^[\w-]{43}$/);
  expect(newSecret()).not.toBe(newSecret());
});

it('replaces a file as a whole, with the rights that it has', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pavilion-secret-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'pavilion.env');
  writeFileSync(file, 'before');
  chmodSync(file, 0o640);
  writePrivately(file, 'after');
  expect(readFileSync(file, 'utf8')).toBe('after');
  expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder)).toEqual(['pavilion.env']);
});
