/** docs/operations.md: each block of commands is run as it stands there, in order, on an installation of its own. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, inject, it } from 'vitest';
import {
  childEnvironment,
  findProgram,
  freePort,
  npmEnvironment,
  stopProgram,
} from '../support/child-process.ts';
import { readCodeBlocks } from '../support/code-blocks.ts';
import { createTestDatabase } from '../support/databases.ts';

const root = new URL('../../', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'pavilion-operations-'));
const blocks = readCodeBlocks('docs/operations.md');
const maxUntested = 5;
const ends: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
  rmSync(folder, { recursive: true, force: true });
});

/** Debian keeps the programs of Postgres out of PATH. */
function postgresPrograms(): string {
  const versions = '/usr/lib/postgresql';
  try {
    return readdirSync(versions)
      .map((version) => join(versions, version, 'bin'))
      .join(':');
  } catch {
    return dirname(findProgram('createdb') ?? '/usr/bin/createdb');
  }
}

it('runs as written, from the installation to the rehearsal', async () => {
  const untested = blocks.filter(({ info }) => info === 'untested');
  expect(untested.length).toBeLessThanOrEqual(maxUntested);
  expect(
    blocks.filter(({ language, info }) => language !== 'sh' || !['', 'untested'].includes(info)),
  ).toEqual([]);

  const database = await createTestDatabase('seeded');
  ends.push(() => database.drop());
  const [port, metricsPort] = [await freePort(), await freePort()];
  const url = new URL(database.url);
  const named = (name: string) => `${name}_${url.pathname.slice(1, 20)}`;
  /** What a reader replaces, and the folders of this test in place of those of the machine. */
  const replacements: [string | RegExp, string][] = [
    ['postgres://pavilion@localhost/pavilion\n', `${database.url}\nPORT=${port}\n`],
    [
      /postgres:\/\/pavilion@localhost\/(pavilion_\w+)/g,
      `postgres://${url.username}@${url.host}/${named('$1')}`,
    ],
    [/createdb (pavilion_\w+)/g, `createdb ${named('$1')}`],
    ['redis://localhost', inject('redisUrl')],
    [/127\.0\.0\.1:4000/g, `127.0.0.1:${port}`],
    [/127\.0\.0\.1:9464|METRICS_PORT=9464/g, ''],
    [/\/(opt|etc|var\/lib|var\/backups)\/pavilion/g, `${folder}/$1/pavilion`],
  ];
  replacements[5] = [/(127\.0\.0\.1:|METRICS_PORT=)9464/g, `$1${metricsPort}`];
  const prepared = ({ code }: { code: string }) =>
    replacements.reduce((text, [from, to]) => text.replace(from, to), code);
  spawnSync('mkdir', ['-p', ...['opt', 'etc', 'var/lib', 'var/backups'].map((name) => join(folder, name))]);
  for (const name of ['pavilion_restored', 'pavilion_moved'])
    ends.push(async () => {
      const admin = new pg.Client({ connectionString: inject('postgresUrl') });
      await admin.connect();
      await admin.query(`DROP DATABASE IF EXISTS "${named(name)}" WITH (FORCE)`);
      await admin.end();
    });

  const env = {
    ...npmEnvironment,
    PATH: `${dirname(process.execPath)}:${postgresPrograms()}:${process.env.PATH}`,
    PGHOST: url.hostname,
    PGPORT: url.port,
    PGUSER: url.username,
  };
  const run = (name: string, code: string) => {
    const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', code], {
      cwd: root,
      encoding: 'utf8',
      env,
    });
    expect({ name, status, output: status === 0 ? '' : `${code}\n${stdout}${stderr}` }).toEqual({
      name,
      status: 0,
      output: '',
    });
    return stdout;
  };
  /** In place of systemd. */
  const startServer = async () => {
    const child = spawn(process.execPath, ['pavilion.js'], {
      cwd: join(folder, 'opt/pavilion'),
      env: childEnvironment,
      stdio: 'ignore',
    });
    ends.push(() => stopProgram(child, 'SIGKILL'));
    const isReady = () =>
      fetch(`http://127.0.0.1:${port}/health/ready`).then(
        ({ status }) => status,
        () => 0,
      );
    await expect.poll(isReady).toBe(200);
    return child;
  };

  const output: Record<string, string> = {};
  let server: Awaited<ReturnType<typeof startServer>> | null = null;
  for (const block of blocks) {
    const name = `${block.section}, line ${block.line}`;
    if (block.info === 'untested') {
      server ??= await startServer();
      continue;
    }
    // The database that is moved was in use before.
    if (block.section.startsWith('From the embedded'))
      run(
        'an embedded database',
        `cd ${folder}/opt/pavilion && DATABASE_URL= REDIS_URL= DATA_DIR=${folder}/var/lib/pavilion node pavilion.js seed`,
      );
    output[block.section] = (output[block.section] ?? '') + run(name, prepared(block));
    if (block.section === 'Rotate the secret') {
      await stopProgram(server!, 'SIGTERM');
      server = await startServer();
    }
  }
  expect(output.Install).toContain('pavilion_build_info{version=');
  expect(output['Backup and restore']).toMatch(/restored \d{3,} rows/);
  expect(output['From the embedded database to a server']).toMatch(/copied \d{3,} rows/);
  expect(readFileSync(join(folder, 'etc/pavilion/pavilion.env'), 'utf8')).toMatch(/^AUTH_RETIRED_SECRETS=$/m);
  server!.kill('SIGTERM');
  expect(await once(server!, 'exit')).toEqual([0, null]);
}, 600_000);
