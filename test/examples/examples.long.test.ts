/** The programs of `examples`, each started by its one command, against a server whose network breaks and whose backup is restored. */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { installBrowser, openBrowser } from '../support/browser.ts';
import { freePort, npmEnvironment, startProgram } from '../support/child-process.ts';
import { Link } from '../support/link.ts';
import { restoreOlderBackup } from '../support/lose-announcement.ts';
import { openStage, type Stage } from '../support/stage.ts';

const root = new URL('../../', import.meta.url).pathname;

beforeAll(() => installBrowser(), 300_000);

async function useStage(origin?: string): Promise<{ stage: Stage; link: Link; server: string }> {
  const stage = await openStage({ deals: 3, environment: { ...(origin && { ALLOWED_ORIGINS: origin }) } });
  const link = await Link.open(() => Number(new URL(stage.nodes[0]!.url).port));
  onTestFinished(async () => {
    await link.close();
    await stage[Symbol.asyncDispose]();
  });
  return { stage, link, server: `http://127.0.0.1:${link.port}` };
}

/** npm passes no signal to what it starts: the group of both is ended. */
function endGroup({ pid }: ChildProcess): void {
  try {
    process.kill(-pid!, 'SIGTERM');
  } catch {
    // It has ended.
  }
}

async function start(
  example: string,
  port: number,
  ready: RegExp,
  ...parameters: string[]
): Promise<ChildProcess> {
  const child = await startProgram('npm', ['start', '--prefix', `examples/${example}`, '--', ...parameters], {
    cwd: root,
    env: { ...npmEnvironment, PORT: String(port) },
    detached: true,
    ready,
    timeoutMs: 90_000,
  });
  onTestFinished(() => endGroup(child));
  return child;
}

async function openExample(name: string): Promise<{ stage: Stage; link: Link; page: Page }> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const { stage, link, server } = await useStage(origin);
  await start(name, port, /http:\/\/127\.0\.0\.1/);
  const { page } = await openBrowser();
  await page.goto(`${origin}/?server=${server}&exhibition=${stage.slug}`);
  return { stage, link, page };
}

it.each([
  ['visitor', '[data-deals]'],
  ['events', '[role=status]'],
])(
  '%s shows each announcement once over broken connections, and a new snapshot after a restore',
  async (name, totals) => {
    const { stage, link, page } = await openExample(name);
    const shows = async (deals: number, numbers: number[]) => {
      await expect.poll(() => page.locator(totals).textContent()).toMatch(new RegExp(`^${deals} deals`));
      const shown = () =>
        page.locator('li').evaluateAll((items) => items.map((item) => (item as HTMLLIElement).value));
      await expect.poll(shown).toEqual(numbers);
    };
    await shows(0, []);
    expect(await page.locator('h1').textContent()).toBeTruthy();
    await stage.sign();
    await shows(1, [2]);
    link.set('refuse');
    await stage.sign();
    await stage.notice('Bitte Platz nehmen');
    link.set('clear');
    await shows(2, [4, 3, 2]);
    expect(await page.locator('li').first().textContent()).toBe('Bitte Platz nehmen');

    link.set('refuse');
    await restoreOlderBackup(stage.nodes[0]!.database.pool);
    await stage.notice('Willkommen zurück');
    link.set('clear');
    await shows(2, []);
    await stage.notice('Es geht weiter');
    await shows(2, [5]);
  },
);

it('consumer writes each announcement once, also when it is killed and started again', async () => {
  const { stage, link, server } = await useStage();
  const folder = mkdtempSync(join(tmpdir(), 'pavilion-consumer-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'announcements.ndjson');
  const run = () =>
    start('consumer', 0, /live/, '--server', server, '--exhibition', stage.slug, '--file', file);
  const written = () =>
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
      .map(({ snapshot, sequence }) => (snapshot ? `snapshot ${sequence}` : sequence));

  const first = await run();
  await stage.sign();
  await expect.poll(written).toEqual(['snapshot 1', 2]);
  link.cut();
  await stage.sign();
  await expect.poll(written).toEqual(['snapshot 1', 2, 3]);
  process.kill(-first.pid!, 'SIGKILL');
  await stage.notice('Bitte Platz nehmen');
  await run();
  await expect.poll(written).toEqual(['snapshot 1', 2, 3, 4]);

  link.set('refuse');
  await restoreOlderBackup(stage.nodes[0]!.database.pool);
  await stage.notice('Willkommen zurück');
  link.set('clear');
  await expect.poll(written).toEqual(['snapshot 1', 2, 3, 4, 'snapshot 4']);
});
