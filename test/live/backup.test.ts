/** Backup, restore and the way from the embedded database to a server, each by its one command. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { make, newKey } from '../support/build-exhibition.ts';
import { childEnvironment } from '../support/child-process.ts';
import { createTestDatabase } from '../support/databases.ts';
import { query } from '../support/http-client.ts';
import { openPavilion } from '../support/pavilion.ts';
import { openStage } from '../support/stage.ts';
import { subscribe } from '../support/subscriber.ts';
import type { Template } from '../support/templates.ts';

const root = new URL('../../', import.meta.url);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pavilion-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

async function useDatabase(template: Template): Promise<string> {
  const database = await createTestDatabase(template);
  onTestFinished(() => database.drop());
  return database.url;
}

const execute = promisify(execFile);

interface Ended {
  stdout: string;
  stderr: string;
  code: number;
}

/** `database` is a URL, or the directory of an embedded database. */
async function run(command: string, database: string, ...parameters: string[]): Promise<Ended> {
  const where = database.startsWith('postgres') ? { DATABASE_URL: database } : { DATA_DIR: database };
  const env = { ...childEnvironment, ...where };
  const program = [`src/commands/${command}.ts`, ...parameters];
  return execute(process.execPath, program, { cwd: root, env }).then(
    (ended) => ({ ...ended, code: 0 }),
    (error: Ended) => error,
  );
}

/** The rows of a backup by table. What differs in every database is left out. */
function contentOf(file: string): Record<string, string[]> {
  const content: Record<string, string[]> = {};
  let table = '';
  for (const line of gunzipSync(readFileSync(file)).toString().trimEnd().split('\n')) {
    const parsed = JSON.parse(line);
    if (parsed.table) {
      table = parsed.table;
      content[table] = [];
    } else if (Array.isArray(parsed)) content[table]!.push(line);
  }
  for (const rows of Object.values(content)) rows.sort();
  const { DatabaseGeneration, ...kept } = content;
  return kept;
}

/** A restore begins an epoch in each stream. */
function withoutEpochs(content: Record<string, string[]>): Record<string, string[]> {
  const { StreamEpoch, AnnouncementStream, WallControl, ...kept } = content;
  return kept;
}

const backup = async (database: string, name: string) => {
  const file = join(folder, name);
  expect(await run('backup', database, '--to', file)).toMatchObject({ code: 0, stdout: `wrote ${file}\n` });
  return file;
};

it('restore writes what backup has read, into a server and into an embedded database, and move-to-postgres copies it back', async () => {
  const original = await backup(await useDatabase('seeded'), 'original');
  expect(statSync(original).mode & 0o777).toBe(0o600);
  const content = contentOf(original);
  expect(content.Announcement!.length).toBeGreaterThan(20);
  expect(Object.keys(content).length).toBeGreaterThan(35);

  const restored = await useDatabase('empty');
  expect(await run('restore', restored, '--from', original)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^restored \d+ rows, and began an epoch in \d+ streams\n$/),
  });
  expect(withoutEpochs(contentOf(await backup(restored, 'restored')))).toEqual(withoutEpochs(content));
  expect(await run('verify', restored)).toMatchObject({ code: 0 });

  const embedded = join(folder, 'data');
  expect(await run('restore', embedded, '--from', original)).toMatchObject({ code: 0 });
  const moved = await useDatabase('empty');
  expect(await run('move-to-postgres', moved, '--from', embedded)).toMatchObject({ code: 0 });
  expect(contentOf(await backup(moved, 'moved'))).toEqual(contentOf(await backup(embedded, 'embedded')));
});

it('a server goes on after the backup: numbers, triggers and keys as before, and a cursor beyond it is refused', async () => {
  const stage = await openStage({ deals: 4 });
  onTestFinished(() => stage[Symbol.asyncDispose]());
  const cursorNow = async (url: string): Promise<string> =>
    (await query(url, `{ exhibition(idOrSlug: "${stage.slug}") { stream { cursor } } }`)).exhibition.stream
      .cursor;
  await stage.sign();
  const common = await cursorNow(stage.nodes[0]!.url);
  const file = await backup(stage.nodes[0]!.databaseUrl, 'backup');
  await stage.sign();
  const lost = await cursorNow(stage.nodes[0]!.url);

  const restored = await useDatabase('empty');
  expect(await run('restore', restored, '--from', file)).toMatchObject({ code: 0 });
  const server = await openPavilion({ databaseUrl: restored });
  onTestFinished(() => server[Symbol.asyncDispose]());
  const input = { deal: stage.nextDeal(), idempotencyKey: newKey() };
  const { announcement } = await make(server.url, 'signDeal', input, 'announcement { sequence }', {
    token: stage.operator,
  });
  const refused = subscribe(server.url, { exhibition: stage.slug, after: lost });
  await refused.ended;
  expect(refused.errors[0]).toMatchObject({ extensions: { code: 'CURSOR_EXPIRED' } });
  const resumed = subscribe(server.url, { exhibition: stage.slug, after: common });
  await resumed.count(1);
  expect(resumed.sequences).toEqual([announcement.sequence]);
  const { rows } = await server.database.pool.query(
    `SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'O'`,
  );
  expect(rows).toEqual([]);
  const { rows: numbers } = await server.database.pool.query(`
    SELECT nextval(pg_get_serial_sequence('"AuditRecord"', 'number')) > coalesce(max("number"), 0) AS "isNext"
    FROM "AuditRecord"`);
  expect(numbers).toEqual([{ isNext: true }]);
});

it('refuses, in one line and without a change, a database that is not empty and a backup that is not whole or not of this version', async () => {
  const seeded = await useDatabase('seeded');
  const file = await backup(seeded, 'backup');
  const refused = async (database: string, from: string) => {
    const { code, stderr } = await run('restore', database, '--from', from);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
    return stderr;
  };
  expect(await refused(seeded, file)).toContain('The database is not empty');

  const empty = await useDatabase('empty');
  const text = gunzipSync(readFileSync(file)).toString();
  const changed = (name: string, content: Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const lines = text.trimEnd().split('\n');
  expect(await refused(empty, changed('cut', readFileSync(file).subarray(0, 5_000)))).toContain(
    'not a complete backup',
  );
  expect(await refused(empty, changed('endless', gzipSync(lines.slice(0, -1).join('\n'))))).toContain(
    'its end is missing',
  );
  expect(
    await refused(
      empty,
      changed(
        'fewer',
        gzipSync(
          lines
            .toSpliced(
              lines.findLastIndex((line) => line.startsWith('[')),
              1,
            )
            .join('\n'),
        ),
      ),
    ),
  ).toMatch(/has \d+ rows, and has \d+/);
  const later = text.replace('"migrations":[', '"migrations":["20990101000000_later",');
  expect(await refused(empty, changed('later', gzipSync(later)))).toContain('of a later version');
  const earlier = text.replace(/,"\d+_\w+"\]/, ']');
  expect(await refused(empty, changed('earlier', gzipSync(earlier)))).toContain('of an earlier version');
  expect(await refused(empty, join(folder, 'nothing'))).toContain('ENOENT');
  const nowhere = join(folder, 'nowhere');
  for (const command of [
    ['backup', nowhere, '--to', join(folder, 'x')],
    ['move-to-postgres', empty, '--from', nowhere],
  ])
    expect((await run(...(command as [string, string]))).stderr).toContain(
      'There is no embedded database in',
    );
  expect(contentOf(await backup(empty, 'untouched')).Announcement).toEqual([]);
});
