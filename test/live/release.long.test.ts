/** A production install as docs/deploy.md builds it: its size, its commands, its parts list, and that it needs nothing else. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import { freePort, npmEnvironment, stopProgram } from '../support/child-process.ts';
import { createTestDatabase } from '../support/databases.ts';
import { query } from '../support/http-client.ts';
import { testSecret } from '../support/pavilion.ts';

const root = new URL('../../', import.meta.url).pathname;
const folder = join(mkdtempSync(join(tmpdir(), 'pavilion-release-')), 'pavilion');
const maxMegabytes = 160;

beforeAll(() => {
  const parameters = ['deploy/release/build.ts', '--to', folder];
  const { status, stderr } = spawnSync(process.execPath, parameters, {
    cwd: root,
    encoding: 'utf8',
    env: npmEnvironment,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}, 300_000);
afterAll(() => rmSync(dirname(folder), { recursive: true, force: true }));

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const commands = Object.keys(scripts).filter((name) => scripts[name]!.startsWith('node src/commands/'));

function start(environment: Record<string, string>, ...parameters: string[]) {
  const child = spawn(process.execPath, ['pavilion.js', ...parameters], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...environment },
  });
  onTestFinished(() => stopProgram(child, 'SIGKILL'));
  return child;
}

async function run(environment: Record<string, string>, ...parameters: string[]) {
  const child = start(environment, ...parameters);
  const [output, complaint, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { output, complaint, code };
}

async function usePostgres() {
  const database = await createTestDatabase('empty');
  onTestFinished(() => database.drop());
  const port = String(await freePort());
  return {
    DATABASE_URL: database.url,
    REDIS_URL: inject('redisUrl'),
    AUTH_SECRET: testSecret,
    PORT: port,
    LOG_LEVEL: 'info',
  };
}

it(`takes at most ${maxMegabytes} MB`, () => {
  const { stdout } = spawnSync('du', ['-sm', folder], { encoding: 'utf8' });
  const megabytes = Number.parseInt(stdout, 10);
  console.log(`a production install takes ${megabytes} MB`);
  expect(megabytes).toBeLessThanOrEqual(maxMegabytes);
  expect(megabytes).toBeGreaterThan(50);
});

it.each(commands)('has the command %s', async (name) => {
  const { output, code } = await run({}, name, '--help');
  expect({ usage: output.split('\n')[0], code }).toEqual({
    usage: expect.stringContaining(`Usage: npm run ${name} -- `),
    code: 0,
  });
});

it('names its commands in one line if there is no such command', async () => {
  expect(await run({}, 'bogus')).toEqual({
    output: '',
    complaint: `There is no command 'bogus'. The commands are start, ${commands.join(', ')}.\n`,
    code: 2,
  });
});

it('has a parts list that names every package with version and licence, and no tool', () => {
  const { stdout, stderr, status } = spawnSync('npm', ['sbom', '--sbom-format=cyclonedx'], {
    cwd: folder,
    encoding: 'utf8',
    env: npmEnvironment,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const { components } = JSON.parse(stdout) as {
    components: { name: string; version: string; licenses?: unknown[] }[];
  };
  const listed = components.map(({ name, version }) => `${name}@${version}`);
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  expect(listed).toEqual(
    expect.arrayContaining(Object.entries(dependencies).map(([name, version]) => `${name}@${version}`)),
  );
  expect(
    components.filter(({ name }) => ['typescript', 'vitest', 'prisma', 'esbuild'].includes(name)),
  ).toEqual([]);
  // It says it in the form of 2011.
  expect(components.filter(({ licenses }) => !licenses).map(({ name }) => name)).toEqual(['nub']);
});

it('migrates, adds the sample data, serves it with its pages, exports it, verifies it, and issues a token', async () => {
  const environment = await usePostgres();
  expect(await run(environment, 'seed')).toMatchObject({ code: 0, complaint: '' });
  const server = start(environment);
  const url = `http://127.0.0.1:${environment.PORT}`;
  const isReady = () =>
    fetch(`${url}/health/ready`).then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(isReady).toBe(200);
  const { exhibition } = await query(
    url,
    '{ exhibition(idOrSlug: "yancheng-2021") { totals { deals } deals(first: 2) { nodes { title } } } }',
  );
  expect(exhibition.deals.nodes).toHaveLength(2);
  for (const page of ['/screen/yancheng-2023', '/desk/yancheng-2023'])
    expect(await (await fetch(`${url}${page}`)).text()).toContain('<div id="page">');
  expect(await (await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } })).text()).toContain(
    'GraphiQL',
  );
  expect(await run(environment, 'config', '--check')).toMatchObject({ code: 0 });
  expect(await run(environment, 'verify')).toMatchObject({ code: 0 });
  expect(await run(environment, 'token', '--role', 'organizer')).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^ey/),
  });
  server.kill('SIGTERM');
  expect(await once(server, 'exit')).toEqual([0, null]);
});

it('serves an embedded database', async () => {
  const environment = { DATA_DIR: join(dirname(folder), 'data'), PORT: String(await freePort()) };
  const server = start(environment);
  const isReady = () =>
    fetch(`http://127.0.0.1:${environment.PORT}/health/ready`).then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(isReady, { timeout: 60_000 }).toBe(200);
  server.kill('SIGTERM');
  expect(await text(server.stdout)).toContain('Operator token for yancheng-2023');
});
