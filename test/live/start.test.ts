/** Starts the server process and reads its output. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { readLocalSecret } from '../../src/auth/local-secret.ts';
import { freePort, stopProgram } from '../support/child-process.ts';
import { createTestDatabase } from '../support/databases.ts';
import { mutate, query } from '../support/http-client.ts';
import { createPostgres } from '../support/postgres-server.ts';

type Environment = Record<string, string>;

const root = new URL('../../', import.meta.url);
/** Generous, because other tests run at the same time: alone a start takes one to four seconds. */
const failWithinMs = 20_000;
const openWithinMs = 60_000;

/** The environment of the tests is not passed to the process. */
function start(environment: Environment, ...command: string[]): ChildProcess {
  const env = { PATH: process.env.PATH, PORT: '0', SEED_SAMPLE: 'false', ...environment };
  const arguments_ = command.length > 0 ? command : ['src/main.ts'];
  const child = spawn(process.execPath, arguments_, { cwd: root, env, stdio: 'pipe' });
  onTestFinished(() => stopProgram(child, 'SIGKILL'));
  return child;
}

/** The output of the process up to the awaited words. */
async function said(child: ChildProcess, words: RegExp): Promise<RegExpMatchArray> {
  let output = '';
  for await (const chunk of child.stdout!.iterator({ destroyOnReturn: false })) {
    output += chunk;
    const match = output.match(words);
    if (match) return match;
  }
  throw new Error(`it ended, having said: ${output}${await text(child.stderr!)}`);
}

/** The output and the exit code of a process that cannot start. */
async function failureOf(environment: Environment): Promise<{ said: string; code: number }> {
  const startedAt = performance.now();
  const child = start(environment);
  const [output, complaint, [code]] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    once(child, 'exit'),
  ]);
  expect(performance.now() - startedAt).toBeLessThan(failWithinMs);
  return { said: output + complaint, code };
}

async function appearance(directory: string, name: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const watcher = watch(directory, (_event, changed) => changed === name && resolve());
  if (existsSync(join(directory, name))) resolve();
  await promise;
  watcher.close();
}

function useDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'pavilion-start-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Null if mounting is not permitted. */
function useDisk(options: string): string | null {
  const directory = useDirectory();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'none', directory]).status !== 0) return null;
  onTestFinished(() => void spawnSync('umount', ['-l', directory]));
  return directory;
}
const noDisks = 'needs the right to mount a file system';

const atDatabase = (url: string): Environment => ({
  DATABASE_URL: url,
  AUTH_SECRET: 'a secret of at least thirty-two characters',
});

/** A Postgres that requires a password, unlike that of the other tests. */
async function usePostgresWithPassword(): Promise<URL> {
  const server = await createPostgres();
  onTestFinished(() => server.remove());
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query("ALTER USER postgres PASSWORD 'right'");
  await client.end();
  await server.stop('fast');
  writeFileSync(join(server.directory, 'pg_hba.conf'), 'host all all all scram-sha-256\n');
  await server.start();
  return new URL(server.url);
}

describe('reports in one line, within seconds, why it cannot start', () => {
  async function expectLine(environment: Environment, line: string) {
    expect(await failureOf(environment)).toEqual({ said: `${line}\n`, code: 1 });
  }

  it('when its port is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    const { url, drop } = await createTestDatabase('empty');
    onTestFinished(drop);
    const environment = { ...atDatabase(url), PORT: String(port) };
    await expectLine(environment, `Port ${port} is in use on 127.0.0.1. Set PORT to another port.`);
  });

  it('when its port is in use, before it has created a database', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    const directory = join(useDirectory(), 'data');
    const environment = { DATA_DIR: directory, PORT: String(port) };
    await expectLine(environment, `Port ${port} is in use on 127.0.0.1. Set PORT to another port.`);
    expect(existsSync(directory)).toBe(false);
    const metrics = { DATA_DIR: directory, METRICS_PORT: String(port) };
    await expectLine(metrics, `Port ${port} is in use on 127.0.0.1. Set METRICS_PORT to another port.`);
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

  it('when its database does not exist, without the password', async () => {
    const url = new URL(inject('postgresUrl'));
    url.password = 'hunter2';
    url.pathname = '/nowhere';
    const reason = 'database "nowhere" does not exist';
    const shown = `postgres://${url.username}@${url.host}/nowhere`;
    await expectLine(atDatabase(url.href), `The database at ${shown} cannot be used: ${reason}`);
  });

  it('when its password is wrong, without the password', async () => {
    const url = await usePostgresWithPassword();
    url.password = 'hunter2';
    const reason = 'password authentication failed for user "postgres"';
    const shown = `postgres://postgres@${url.host}/postgres`;
    await expectLine(atDatabase(url.href), `The database at ${shown} cannot be used: ${reason}`);
  });

  /** The driver takes the password from there too. */
  it('without a password that is a parameter of the URL', async () => {
    const url = `postgres://pavilion@127.0.0.1:${await freePort()}/fair?password=hunter2`;
    expect((await failureOf(atDatabase(url))).said).not.toContain('hunter2');
  });

  it('when another process has its data directory', async () => {
    const environment = { DATA_DIR: useDirectory() };
    const first = start(environment);
    await appearance(environment.DATA_DIR, 'pavilion.lock');
    const reason = `${environment.DATA_DIR} is in use by process ${first.pid}`;
    await expectLine(
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
    await expectLine({ DATA_DIR: directory }, `${directory} is on a full disk. ${advice}`);
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

  /** Of every setting in .env.example that can be wrong. */
  it('for each setting', async () => {
    const wrong: Environment = {
      PORT: ' ',
      ALLOWED_ORIGINS: 'https://one.example,https://two.example/',
      BASE_PATH: 'x',
      TRUST_PROXY: 'yes',
      OPERATION_TIMEOUT_MS: '99999999999',
      OPERATIONS_PER_MINUTE: '-1',
      OPERATIONS_PER_TOKEN_PER_MINUTE: '1.5',
      REPORTS_PER_TOKEN_PER_MINUTE: 'many',
      SOCKETS_PER_ADDRESS: '0',
      DATABASE_URL: 'mysql://127.0.0.1/fair',
      DATABASE_DIRECT_URL: 'mysql://127.0.0.1/fair',
      DATABASE_POOLING: 'statement',
      DATABASE_POOL_MAX: 'ten',
      DATABASE_WRITE_POOL_MAX: 'ten',
      REDIS_URL: 'http://127.0.0.1',
      REDIS_SENTINELS: 'a b',
      REDIS_KEY_PREFIX: 'x'.repeat(65),
      MIGRATE_AT_START: '1',
      SEED_SAMPLE: '0',
      AUTH_SECRET: 'hunter2',
      AUTH_RETIRED_SECRETS: 'hunter1',
      AUTH_JWKS_URL: 'ftp://127.0.0.1',
      PUBLIC_OPERATIONS: 'some',
      PUBLIC_INTROSPECTION: 'no',
      LOG_LEVEL: 'loud',
      METRICS_PORT: '65536',
      METRICS_TOKEN: 'hunter3',
    };
    const { said, code } = await failureOf(wrong);
    expect([...new Set(namesIn(said))]).toEqual(
      [...Object.keys(wrong), 'AUTH_AUDIENCE', 'AUTH_ISSUER'].sort(),
    );
    expect(said).not.toContain('hunter');
    expect(code).toBe(2);
    const all = readFileSync(new URL('.env.example', root), 'utf8').matchAll(/^([A-Z_]+)=/gm);
    // A host and a file are known to be wrong only when they are used; any name is a directory's.
    const untold = ['HOST', 'DATA_DIR', 'PERSISTED_DOCUMENTS', 'REDIS_CA_FILE', 'REDIS_SENTINEL_PASSWORD'];
    expect([...new Set([...namesIn(said), ...untold])].sort()).toEqual(
      [...all].map(([, name]) => name).sort(),
    );
  });

  /** Zod by itself looks at what fits together only once each is right. */
  it('for settings that conflict', async () => {
    const { said } = await failureOf({ PORT: '70000', LOG_LEVEL: 'loud', REDIS_URL: 'redis://127.0.0.1' });
    expect(namesIn(said)).toEqual(['DATABASE_URL', 'LOG_LEVEL', 'PORT']);
  });

  it('for one port used twice', async () => {
    const { said } = await failureOf({ PORT: '4000', METRICS_PORT: '4000' });
    expect(namesIn(said)).toEqual(['METRICS_PORT']);
  });
});

describe('with only a data directory', () => {
  it(
    'starts, and prints an address and a valid operator token',
    async () => {
      const greeting =
        /Pavilion listens on (\S+)\/graphql\n\n {2}Operator token for (\S+), valid for 12h:\n {2}(\S+)\n/;
      const child = start({ DATA_DIR: useDirectory(), SEED_SAMPLE: '' });
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

  it(
    'ends on SIGTERM, and has its data and its secret at the next start',
    async () => {
      const environment = { DATA_DIR: useDirectory() };
      const open = async () => {
        const child = start(environment);
        const [, url] = await said(child, /Pavilion listens on (\S+)\/graphql\n/);
        return { child, url: url! };
      };
      const first = await open();
      const issuing = start(environment, 'src/commands/token.ts', '--role', 'organizer');
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
      const child = start({ DATABASE_URL: database.url, AUTH_SECRET: 'x'.repeat(32) });
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

  /** A full disk leaves the file empty: the next start must not sign with a key that anybody can make. */
  it.each(['', 'cut sho'])('creates a new secret if the file is incomplete: %j', (rest) => {
    const directory = useDirectory();
    writeFileSync(join(directory, 'auth-secret'), rest);
    expect(readLocalSecret(directory).length).toBeGreaterThanOrEqual(32);
  });

  /** Killed at the end of initdb, PGlite leaves a database that never opens again. */
  it(
    'renames a new database only when it is complete, so that the first start can be interrupted',
    async () => {
      const environment = { DATA_DIR: useDirectory() };
      const first = start(environment);
      await appearance(environment.DATA_DIR, 'postgres');
      expect(existsSync(join(environment.DATA_DIR, 'postgres/PG_VERSION'))).toBe(true);
      await stopProgram(first, 'SIGKILL');
      await said(start(environment), /Pavilion listens on/);
    },
    openWithinMs,
  );
});
