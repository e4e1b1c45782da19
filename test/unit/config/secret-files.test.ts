import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printedSettings } from '../../../src/commands/printed-settings.ts';
import { readConfig } from '../../../src/config.ts';

const secret = 'a secret of at least thirty-two characters';
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pavilion-secrets-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('a secret in a file', () => {
  it('is read without the line end of the file', () => {
    const config = readConfig({
      DATABASE_URL_FILE: file('url', 'postgres://db/pavilion\n'),
      AUTH_SECRET_FILE: file('secret', `${secret}\r\n`),
      AUTH_RETIRED_SECRETS_FILE: file('retired', `${secret}1\n${secret}2\n`),
    });
    expect(config.database).toMatchObject({ kind: 'server', url: 'postgres://db/pavilion' });
    expect(config.auth).toMatchObject({ secret, retiredSecrets: [`${secret}1`, `${secret}2`] });
  });

  it('of several lines stays one value, unless it is a list', () => {
    const certificate = `${secret}\nsecond line`;
    const { auth } = readConfig({
      DATABASE_URL: 'postgres://db/pavilion',
      AUTH_SECRET_FILE: file('lines', `${certificate}\n`),
    });
    expect(auth).toMatchObject({ secret: certificate });
  });

  it.each([
    [
      'both in a file and in the environment',
      () => ({ AUTH_SECRET: secret, AUTH_SECRET_FILE: file('a', secret) }),
      'AUTH_SECRET and AUTH_SECRET_FILE are both set: keep one of them',
    ],
    [
      'in a file that does not exist',
      () => ({ METRICS_TOKEN_FILE: join(folder, 'none') }),
      'METRICS_TOKEN_FILE names a file that cannot be read: .*none (ENOENT)',
    ],
    [
      'in an empty file',
      () => ({ REDIS_URL_FILE: file('empty', '\n') }),
      'REDIS_URL_FILE names an empty file: write the value into .*',
    ],
    [
      'in a file with an invalid value',
      () => ({ DATABASE_URL_FILE: file('wrong', 'mysql://db') }),
      'DATABASE_URL must be a postgres:// URL',
    ],
  ])('%s is one clear line', (_, variables, line) => {
    const pattern = line.replace('(ENOENT)', '\\(ENOENT\\)');
    expect(() => readConfig(variables())).toThrow(new RegExp(`^The environment is invalid:\n  ${pattern}`));
  });
});

it('npm run config masks every secret and the passwords of URLs, and names the origin of each value', () => {
  const printed = printedSettings({
    PORT: '80',
    DATABASE_URL: 'postgres://user:pass-word@db:5432/pavilion?password=other-word',
    DATABASE_DIRECT_URL: 'postgres://user@db/pavilion',
    REDIS_URL_FILE: file('redis', 'rediss://:pass-word@redis'),
    AUTH_SECRET: secret,
    AUTH_RETIRED_SECRETS: `${secret}1`,
    METRICS_TOKEN: 'a metrics token of some length',
  });
  expect(printed).not.toMatch(/secret of|metrics token of|-word/);
  expect(printed.split('\n')).toEqual(
    expect.arrayContaining([
      'PORT=80  # environment',
      'HOST=127.0.0.1',
      'DATABASE_URL=postgres://user:********@db:5432/pavilion?password=********  # environment',
      'DATABASE_DIRECT_URL=postgres://user@db/pavilion  # environment',
      'REDIS_URL=rediss://:********@redis  # REDIS_URL_FILE',
      'AUTH_SECRET=********  # environment',
    ]),
  );
});
