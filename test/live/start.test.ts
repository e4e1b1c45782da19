/** Starts the server process and reads its output. start.long.test.ts has more reasons why it cannot start. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { readLocalSecret } from '../../src/auth/local-secret.ts';
import { createTestDatabase } from '../support/databases.ts';
import { query } from '../support/http-client.ts';
import {
  atDatabase,
  expectFailure,
  failureOf,
  openWithinMs,
  said,
  startServer,
  useDirectory,
} from '../support/server-start.ts';

describe('reports in one line why it cannot start', () => {
  it('when its port is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    const { url, drop } = await createTestDatabase('empty');
    onTestFinished(drop);
    const environment = { ...atDatabase(url), PORT: String(port) };
    await expectFailure(environment, `Port ${port} is in use on 127.0.0.1. Set PORT to another port.`);
  });

  it('when its database does not exist, without the password', async () => {
    const url = new URL(inject('postgresUrl'));
    url.password = 'hunter2';
    url.pathname = '/nowhere';
    const reason = 'database "nowhere" does not exist';
    const shown = `postgres://${url.username}@${url.host}/nowhere`;
    await expectFailure(atDatabase(url.href), `The database at ${shown} cannot be used: ${reason}`);
  });
});

describe('reports all invalid settings together', () => {
  const namesIn = (said: string) => [...said.matchAll(/^ {2}([A-Z_]+) \S/gm)].map(([, name]) => name).sort();

  it('and exits with 2', async () => {
    const { said, code } = await failureOf({ PORT: '70000', LOG_LEVEL: 'loud', AUTH_SECRET: 'hunter2' });
    expect(said).toMatch(/^The environment is invalid:\n( {2}[A-Z_]+ .+\n){3}$/);
    expect(namesIn(said)).toEqual(['AUTH_SECRET', 'LOG_LEVEL', 'PORT']);
    expect(said).not.toContain('hunter2');
    expect(code).toBe(2);
  });
});

describe('with only a data directory', () => {
  it(
    'starts, and prints an address and a valid operator token',
    async () => {
      const greeting =
        /Pavilion listens on (\S+)\/graphql\n\n {2}Operator token for (\S+), valid for 12h:\n {2}(\S+)\n/;
      const child = startServer({ DATA_DIR: useDirectory(), SEED_SAMPLE: '' });
      const [, url, slug, token] = (await said(child, greeting)) as string[];

      const { viewer } = await query(url!, '{ viewer { role exhibitions } }', {}, { token });
      expect(viewer).toEqual({ role: 'OPERATOR', exhibitions: [slug] });
      const page = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } });
      expect(await page.text()).toContain('GraphiQL');
      expect((await fetch(`${url}/health/live`)).status).toBe(200);
      const ready = await fetch(`${url}/health/ready`);
      expect([ready.status, await ready.json()]).toEqual([200, { status: 'ok', reasons: [] }]);
    },
    openWithinMs,
  );

  /** A full disk leaves the file empty: the next start must not sign with a key that anybody can make. */
  it.each(['', 'cut sho'])('creates a new secret if the file is incomplete: %j', (rest) => {
    const directory = useDirectory();
    writeFileSync(join(directory, 'auth-secret'), rest);
    expect(readLocalSecret(directory).length).toBeGreaterThanOrEqual(32);
  });
});
