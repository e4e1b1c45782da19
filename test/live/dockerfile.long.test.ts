/** deploy/Dockerfile, executed step by step (test/support/dockerfile.ts), with its healthcheck, its user and a read-only root. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { freePort, stopProgram } from '../support/child-process.ts';
import { createTestDatabase } from '../support/databases.ts';
import { readContext } from '../support/docker-context.ts';
import { buildStages, canRunStages, type Stage, startInStage } from '../support/dockerfile.ts';
import { testSecret } from '../support/pavilion.ts';

const root = new URL('../../', import.meta.url).pathname;

describe.skipIf(!canRunStages)('the image of deploy/Dockerfile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pavilion-image-'));
  let stage: Stage;
  let executed: string[];
  beforeAll(() => {
    ({ stage, executed } = buildStages(join(root, 'deploy/Dockerfile'), readContext(root), folder));
  }, 600_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function start(environment: Record<string, string>): ChildProcess {
    const child = startInStage(stage, stage.command, environment);
    onTestFinished(() => stopProgram(child, 'SIGKILL'));
    return child;
  }

  /** The exit code and the output of a program in the image. */
  async function run(command: string[], environment: Record<string, string> = {}) {
    const child = startInStage(stage, command, environment);
    const [output, complaint, [code]] = await Promise.all([
      text(child.stdout!),
      text(child.stderr!),
      once(child, 'exit'),
    ]);
    return { code, output, complaint };
  }

  it('is built by all its instructions, and contains no source, no test and no tool', () => {
    expect(executed.filter((name) => name === 'FROM')).toHaveLength(2);
    expect(
      ['source', 'release', 'app/src', 'app/test', 'app/node_modules/typescript', 'app/.env'].filter((path) =>
        existsSync(join(stage.root, path)),
      ),
    ).toEqual([]);
    expect(existsSync(join(stage.root, 'app/pavilion.js'))).toBe(true);
  });

  it('runs on a read-only root as a user without rights, which can write to its volume only', async () => {
    expect(await run(['sh', '-c', 'id -u; touch /app/x /usr/x /data/x /tmp/x'])).toMatchObject({
      output: '1000\n',
      complaint: expect.stringMatching(/\/app\/x.*Read-only(.|\n)*\/usr\/x/),
      code: 1,
    });
    expect(['data/x', 'tmp/x'].map((path) => existsSync(join(stage.root, path)))).toEqual([true, true]);
    expect(statSync(join(stage.root, 'data')).mode & 0o777).toBe(0o700);
  });

  it('migrates and serves a database, is healthy, and ends in order on SIGTERM', async () => {
    const database = await createTestDatabase('empty');
    onTestFinished(() => database.drop());
    const port = String(await freePort());
    const environment = {
      DATABASE_URL: database.url,
      REDIS_URL: inject('redisUrl'),
      AUTH_SECRET: testSecret,
      HOST: '127.0.0.1',
      PORT: port,
    };
    const isHealthy = async () => (await run(stage.healthcheck, { PORT: port })).code;
    expect(await isHealthy()).toBe(1);
    expect(await run(['node', 'pavilion.js', 'migrate'], environment)).toMatchObject({
      code: 0,
      output: 'up to date\n',
    });
    const server = start(environment);
    const ended = once(server, 'exit');
    await expect.poll(isHealthy).toBe(0);
    const page = await fetch(`http://127.0.0.1:${port}/screen/any`);
    expect(await page.text()).toContain('<div id="page">');
    server.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it('serves an embedded database in its volume without any setting', async () => {
    const port = String(await freePort());
    const server = start({ HOST: '127.0.0.1', PORT: port });
    const output = text(server.stdout!);
    await expect
      .poll(async () => (await run(stage.healthcheck, { PORT: port })).code, { timeout: 60_000 })
      .toBe(0);
    server.kill('SIGTERM');
    expect(await output).toContain('Operator token for yancheng-2023');
    expect(readFileSync(join(stage.root, 'data/postgres/PG_VERSION'), 'utf8')).toMatch(/^\d+/);
  });
});
