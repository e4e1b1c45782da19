/** Starts the server process and reads its output: what start.test.ts leaves out. */
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort, stopProgram } from '../support/child-process.ts';
import { createTestDatabase } from '../support/databases.ts';
import { mutate, query } from '../support/http-client.ts';
import {
  appearance,
  atDatabase,
  expectFailure,
  failureOf,
  noDisks,
  openWithinMs,
  said,
  startServer,
  useDirectory,
  useDisk,
  usePostgresWithPassword,
} from '../support/server-start.ts';

describe('reports in one line why it cannot start', () => {
  it('when its port is in use, before it has created a database', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    const directory = join(useDirectory(), 'data');
    const environment = { DATA_DIR: directory, PORT: String(port) };
    await expectFailure(environment, `Port ${port} is in use on 127.0.0.1. Set PORT to another port.`);
    expect(existsSync(directory)).toBe(false);
    const metrics = { DATA_DIR: directory, METRICS_PORT: String(port) };
    await expectFailure(metrics, `Port ${port} is in use on 127.0.0.1. Set METRICS_PORT to another port.`);
  });

  it('when its host is invalid', async () => {
    const { said } = await failureOf({ DATA_DIR: useDirectory(), HOST: 'nowhere.invalid' });
    expect(said).toMatch(/^nowhere\.invalid is not an address of this machine \([A-Z_]+\)\. Set HOST\.\n$/);
  });

  it.each(['127.0.0.1', 'localhost'])('when its database at %s is down', async (host) => {
    const port = await freePort();
    const { said, code } = await failureOf(atDatabase(`postgres://pavilion:hunter2@${host}:${port}/fair`));
    expect(said).toMatch(/^.+ECONNREFUSED.*\n$/);
    expect(said).toContain(`The database at postgres://pavilion@${host}:${port}/fair cannot be used: `);
    expect(code).toBe(1);
  });

  it('only after it has waited for its database', async () => {
    const port = await freePort();
    const url = `postgres://pavilion@127.0.0.1:${port}/fair`;
    const environment = { ...atDatabase(url), DATABASE_WAIT_MS: '3000', LOG_LEVEL: 'warn' };
    const { said } = await failureOf(environment);
    expect(said.match(/waiting for the database/g)).toHaveLength(1);
    expect(said).toContain('cannot be used: ');
  });

  it('when its password is wrong, without the password', async () => {
    const url = await usePostgresWithPassword();
    url.password = 'hunter2';
    const reason = 'password authentication failed for user "postgres"';
    const shown = `postgres://postgres@${url.host}/postgres`;
    await expectFailure(atDatabase(url.href), `The database at ${shown} cannot be used: ${reason}`);
  });

  /** The driver takes the password from there too. */
  it('without a password that is a parameter of the URL', async () => {
    const url = `postgres://pavilion@127.0.0.1:${await freePort()}/fair?password=hunter2`;
    expect((await failureOf(atDatabase(url))).said).not.toContain('hunter2');
  });

  it('when another process has its data directory', async () => {
    const environment = { DATA_DIR: useDirectory() };
    const first = startServer(environment);
    await appearance(environment.DATA_DIR, 'pavilion.lock');
    const reason = `${environment.DATA_DIR} is in use by process ${first.pid}`;
    await expectFailure(
      environment,
      `${reason}. Stop that process first, or set DATA_DIR to another directory.`,
    );
  });

  const unwritable = (directory: string) =>
    new RegExp(`^${directory} is not writable \\([A-Z]+\\). Set DATA_DIR to another directory\\.\\n$`);

  /** Not EACCES alone. */
  it.each(['', '/below'])('when its data directory is a file: file%s', async (path) => {
    const file = join(useDirectory(), 'file');
    writeFileSync(file, '');
    const { said, code } = await failureOf({ DATA_DIR: `${file}${path}` });
    expect(said).toMatch(unwritable(`${file}${path}`));
    expect(code).toBe(1);
  });
  it('when its data directory is read-only', async ({ skip }) => {
    const directory = useDisk('size=1m,ro') ?? skip(noDisks);
    expect((await failureOf({ DATA_DIR: directory })).said).toMatch(unwritable(directory));
  });

  /** PGlite's error has a number in place of a code, and no message. */
  it('when the disk is full', async ({ skip }) => {
    const directory = useDisk('size=8m') ?? skip(noDisks);
    const advice = 'Free some space, or set DATA_DIR to another directory.';
    await expectFailure({ DATA_DIR: directory }, `${directory} is on a full disk. ${advice}`);
  });
});

describe('with only a data directory', () => {
  it(
    'ends on SIGTERM, and has its data and its secret at the next start',
    async () => {
      const environment = { DATA_DIR: useDirectory() };
      const open = async () => {
        const child = startServer(environment);
        const [, url] = await said(child, /Pavilion listens on (\S+)\/graphql\n/);
        return { child, url: url! };
      };
      const first = await open();
      const issuing = startServer(environment, 'src/commands/token.ts', '--role', 'organizer');
      const options = { token: (await text(issuing.stdout!)).trim() };
      const input = { nameTranslations: [{ language: 'de', text: 'Reederei Nord' }], country: 'DE' };
      const { company } = await mutate(first.url, 'createCompany', input, 'company { id }', options);
      first.child.kill('SIGTERM');
      expect(await once(first.child, 'exit')).toEqual([0, null]);

      const second = await open();
      const document = 'query Read($id: ID!) { company(id: $id) { name } }';
      const answer = await query(second.url, document, { id: company.id }, options);
      expect(answer).toEqual({ company: { name: 'Reederei Nord' } });
    },
    openWithinMs,
  );

  it(
    'ends immediately on a second SIGTERM, whatever is still running',
    async () => {
      const database = await createTestDatabase('empty');
      const holder = new pg.Client({ connectionString: database.url });
      await holder.connect();
      onTestFinished(async () => {
        await holder.end();
        await database.drop();
      });
      const child = startServer({ DATABASE_URL: database.url, AUTH_SECRET: 'x'.repeat(32) });
      const [, url] = await said(child, /Pavilion listens on (\S+)\/graphql\n/);
      // Holds up a query, and with it the orderly end.
      await holder.query('BEGIN; LOCK TABLE "Exhibition" IN ACCESS EXCLUSIVE MODE');
      const asked = query(url!, '{ exhibitions { totalCount } }').catch(() => {});
      const waiting = `SELECT count(*)::int FROM pg_locks WHERE NOT granted`;
      await expect.poll(async () => (await holder.query(waiting)).rows[0].count).toBeGreaterThan(0);
      child.kill('SIGTERM');
      await expect.poll(async () => (await fetch(`${url}/health/ready`)).status).toBe(503);
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([1, null]);
      await asked;
    },
    openWithinMs,
  );

  /** Killed at the end of initdb, PGlite leaves a database that never opens again. */
  it(
    'renames a new database only when it is complete, so that the first start can be interrupted',
    async () => {
      const environment = { DATA_DIR: useDirectory() };
      const first = startServer(environment);
      await appearance(environment.DATA_DIR, 'postgres');
      expect(existsSync(join(environment.DATA_DIR, 'postgres/PG_VERSION'))).toBe(true);
      await stopProgram(first, 'SIGKILL');
      await said(startServer(environment), /Pavilion listens on/);
    },
    openWithinMs,
  );
});
