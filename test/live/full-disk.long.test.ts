/** What a server does on a full disk, and after there is space again. docs/operations.md describes it. */
import { readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { issueToken } from '../../src/auth/tokens.ts';
import { RedactionList, RedactionListError } from '../../src/redactions/redaction-list.ts';
import { buildExhibition, make, newKey } from '../support/build-exhibition.ts';
import { freePort, stopProgram } from '../support/child-process.ts';
import { send } from '../support/http-client.ts';
import { testSecret } from '../support/pavilion.ts';
import { createPostgres } from '../support/postgres-server.ts';
import { noDisks, openWithinMs, startServer, useDisk } from '../support/server-start.ts';

const blockBytes = 64 * 1024;
const maxPresses = 3_000;

/** Takes the space of a disk that is left, and gives it back. */
function ballastOn(disk: string) {
  const file = join(disk, 'ballast');
  return {
    fill() {
      for (let bytes = blockBytes * 16; bytes >= 512; bytes /= 2)
        try {
          for (;;) writeFileSync(file, Buffer.alloc(bytes), { flag: 'a' });
        } catch (error) {
          expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
        }
    },
    free: () => rmSync(file, { force: true }),
    bytesFree: () => statfsSync(disk).bavail * statfsSync(disk).bsize,
  };
}

async function start(environment: Record<string, string>) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = startServer({ AUTH_SECRET: testSecret, PORT: String(port), ...environment });
  child.stdout!.resume();
  let complaints = '';
  child.stderr!.on('data', (chunk) => {
    complaints += chunk;
  });
  const isReady = () =>
    fetch(`${url}/health/ready`).then(
      ({ status }) => status,
      () => child.exitCode ?? 0,
    );
  await expect.poll(isReady, { timeout: openWithinMs }).toBe(200);
  return { url, child, isReady, complaints: () => complaints };
}

async function openCeremony(url: string) {
  const auth = { issuer: 'pavilion', audience: 'pavilion' };
  const token = await issueToken(testSecret, auth as never, {
    role: 'organizer',
    exhibitions: [],
    expires: '1h',
  });
  const built = await buildExhibition(url, token, { deals: 0 });
  await make(
    url,
    'openCeremony',
    { ceremony: built.ceremony, idempotencyKey: newKey() },
    'announcement { sequence }',
    {
      token,
    },
  );
  /** The sequence of a notice, or the code of the error. */
  const press = async (at: string, key: string): Promise<number | string> => {
    try {
      const { data, errors } = await send(
        at,
        `mutation($input: PublishNoticeInput!) { publishNotice(input: $input) {
          ... on PublishNoticeSuccess { announcement { sequence } } } }`,
        {
          input: {
            exhibition: built.exhibition,
            textTranslations: [{ language: 'de', text: 'x'.repeat(900) }],
            idempotencyKey: key,
          },
        },
        { token },
      );
      return data?.publishNotice?.announcement?.sequence ?? errors?.[0]?.extensions?.code ?? 'none';
    } catch {
      return 'no answer';
    }
  };
  const head = async (at: string) => {
    const { data } = await send(
      at,
      `{ exhibition(idOrSlug: "${built.slug}") { stream { sequence } } }`,
      {},
      { token },
    );
    return data.exhibition.stream.sequence as number;
  };
  return { press, head };
}

type Press = Awaited<ReturnType<typeof openCeremony>>['press'];

/** Presses until one is refused. Returns its key and the newest sequence that was acknowledged. */
async function pressUntilRefused(press: Press, url: string, first: number) {
  let newest = first;
  for (let count = 0; count < maxPresses; count++) {
    const key = newKey();
    const answer = await press(url, key);
    if (typeof answer === 'string') return { key, newest, code: answer };
    expect(answer).toBe(newest + 1);
    newest = answer;
  }
  throw new Error('no press was refused');
}

const folderOf = (disk: string, name: string) => join(disk, name);

it('Postgres: presses are refused with UNAVAILABLE, nothing acknowledged is lost, and the same key works when there is space', async ({
  skip,
}) => {
  const disk = useDisk('size=160m,mode=0777') ?? skip(noDisks);
  const postgres = await createPostgres(
    ['fsync=on', 'max_wal_size=32MB', 'min_wal_size=32MB', 'wal_recycle=off'],
    {
      parent: disk,
    },
  );
  onTestFinished(() => postgres.remove());
  const server = await start({ DATABASE_URL: postgres.url });
  const { press, head } = await openCeremony(server.url);
  const ballast = ballastOn(disk);
  ballast.fill();
  const { key, newest, code } = await pressUntilRefused(press, server.url, await head(server.url));
  expect(code).toBe('UNAVAILABLE');
  ballast.free();
  // Postgres ends if it cannot write its log, and starts again by itself if its recovery has space; else its service starts it.
  await postgres.stop('kill');
  await postgres.start();
  await expect.poll(() => press(server.url, key), { timeout: 60_000, interval: 200 }).toBe(newest + 1);
  expect(await head(server.url)).toBe(newest + 1);
  expect(server.child.exitCode).toBeNull();
}, 300_000);

it('the embedded database: nothing acknowledged is lost, and the same key works when there is space', async ({
  skip,
}) => {
  const disk = useDisk('size=200m') ?? skip(noDisks);
  const environment = { DATA_DIR: folderOf(disk, 'data') };
  let server = await start(environment);
  const { press, head } = await openCeremony(server.url);
  const ballast = ballastOn(disk);
  ballast.fill();
  const { key, newest, code } = await pressUntilRefused(press, server.url, await head(server.url));
  expect(code).toBe('UNAVAILABLE');
  ballast.free();
  // Without a restart, and the same after one.
  await expect.poll(() => press(server.url, key), { timeout: 60_000, interval: 200 }).toBe(newest + 1);
  await stopProgram(server.child, 'SIGTERM');
  server = await start(environment);
  await expect.poll(() => press(server.url, key), { timeout: 60_000, interval: 200 }).toBe(newest + 1);
  expect(await head(server.url)).toBe(newest + 1);
}, 300_000);

it('the list of redactions: what was not written whole is an error, and is written again when there is space', async ({
  skip,
}) => {
  const disk = useDisk('size=64k') ?? skip(noDisks);
  const path = folderOf(disk, 'redactions.jsonl');
  const list = new RedactionList({ path, mustExist: false });
  const entries = Array.from({ length: 100 }, (_, index) => ({
    person: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    redactedAt: '2026-11-27T09:00:00.000Z',
  }));
  list.append(entries.slice(0, 1));
  const ballast = ballastOn(disk);
  ballast.fill();
  expect(() => list.append(entries.slice(1))).toThrow(RedactionListError);
  expect(() => list.append(entries.slice(1))).toThrow(/ENOSPC/);
  const kept = list.read().map(({ person }) => person);
  expect(kept).toEqual(entries.slice(0, kept.length).map(({ person }) => person));
  expect(kept.length).toBeGreaterThan(0);
  ballast.free();
  list.append(entries.slice(kept.length));
  expect(new Set(list.read().map(({ person }) => person))).toEqual(
    new Set(entries.map(({ person }) => person)),
  );
  expect(readFileSync(path, 'utf8').length).toBeGreaterThan(0);
});
