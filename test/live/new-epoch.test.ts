/** A restore that Postgres does not show: identifier, timeline, oid and transaction ids are as before. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { beginEpochs } from '../../src/announcements/begin-epochs.ts';
import { SnapshotVersion } from '../../src/database/snapshot-version.ts';
import { query } from '../support/http-client.ts';
import { loseNewestAnnouncement } from '../support/lose-announcement.ts';
import { testSecret } from '../support/pavilion.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { subscribe } from '../support/subscriber.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage({ deals: 4 });
  onTestFinished(() => stage[Symbol.asyncDispose]());
});
const url = () => stage.nodes[0]!.url;
const database = () => stage.nodes[0]!.database;
const cursorNow = async (): Promise<string> =>
  (await query(url(), `{ exhibition(idOrSlug: "${stage.slug}") { stream { cursor } } }`)).exhibition.stream
    .cursor;

it('refuses the cursors that were lost, once the sequence is issued again, and resumes the others', async () => {
  await stage.sign();
  const common = await cursorNow();
  await stage.sign();
  const lost = await cursorNow();
  await loseNewestAnnouncement(database().pool);
  const before = await new SnapshotVersion(database().pool).current();
  expect(await beginEpochs(database().writePool)).toBe(2);
  const generation = (version: string) => version.split(' ')[1];
  expect(generation(await new SnapshotVersion(database().pool).current())).not.toBe(generation(before));

  const sequence = await stage.sign();
  const refused = subscribe(url(), { exhibition: stage.slug, after: lost });
  await refused.ended;
  expect(refused.errors[0]).toMatchObject({ extensions: { code: 'CURSOR_EXPIRED' } });
  const resumed = subscribe(url(), { exhibition: stage.slug, after: common });
  await resumed.count(1);
  expect(resumed.sequences).toEqual([sequence]);
  // The first announcement after it begins no other epoch.
  const { rows } = await database().pool.query(
    `SELECT count(*)::int AS epochs FROM "StreamEpoch" JOIN "AnnouncementStream" AS stream ON stream."id" = "streamId" WHERE "mode" = 'LIVE'`,
  );
  expect(rows).toEqual([{ epochs: 2 }]);
});

it('runs as a command beside the server', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['src/commands/new-epoch.ts'], {
    cwd: new URL('../../', import.meta.url),
    env: { PATH: process.env.PATH, DATABASE_URL: stage.nodes[0]!.databaseUrl, AUTH_SECRET: testSecret },
  });
  expect(stdout).toBe('began an epoch in 2 streams\n');
});
