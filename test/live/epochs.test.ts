/** The first announcement on another cluster or timeline begins an epoch, so that cursors of both can be distinguished. */
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { decodeCursor, encodeCursor } from '../../src/stream/cursor.ts';
import { make, newKey } from '../support/build-exhibition.ts';
import { mutate, query } from '../support/http-client.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { subscribe } from '../support/subscriber.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage({ deals: 3 });
  onTestFinished(() => stage[Symbol.asyncDispose]());
});

const url = () => stage.nodes[0]!.url;
const run = (text: string) => stage.nodes[0]!.database.pool.query(text);
const cursorNow = async () => {
  const { exhibition } = await query(
    url(),
    `{ exhibition(idOrSlug: "${stage.slug}") { stream { cursor } } }`,
  );
  return exhibition.stream.cursor as string;
};

it('begins an epoch on another database and resumes cursors of the common part', async () => {
  const common = await cursorNow();
  const lost = { ...decodeCursor(common)!, sequence: (await stage.sign()) + 1 };
  // As a standby that was promoted: what it numbers next, the old primary may have numbered with other content.
  await run(`UPDATE "AnnouncementStream" SET "lineage" = 'of another cluster'`);
  await stage.sign();
  const [before, after] = [decodeCursor(common)!, decodeCursor(await cursorNow())!];
  expect(after).toEqual({ epoch: expect.not.stringContaining(before.epoch), sequence: before.sequence + 2 });

  const resumed = subscribe(url(), { exhibition: stage.slug, after: common });
  await resumed.count(2);
  expect(resumed.sequences).toEqual([before.sequence + 1, before.sequence + 2]);
  const refused = subscribe(url(), { exhibition: stage.slug, after: encodeCursor(lost) });
  await refused.ended;
  expect(refused.errors[0]).toMatchObject({ extensions: { code: 'CURSOR_EXPIRED' } });
});

it('begins exactly one epoch under concurrent announcements', async () => {
  await run(`UPDATE "AnnouncementStream" SET "lineage" = 'of another cluster'`);
  await Promise.all(Array.from({ length: 8 }, (_, index) => stage.notice(`notice ${index}`)));
  const { rows } = await run(`
    SELECT count(*)::int AS epochs FROM "StreamEpoch" AS epoch
    JOIN "AnnouncementStream" AS stream ON stream."id" = epoch."streamId" WHERE stream."mode" = 'LIVE'`);
  expect(rows).toEqual([{ epochs: 2 }]);
});

it('changes nothing if the exhibition has no stream', async () => {
  const press = { mode: 'REHEARSAL', idempotencyKey: newKey() };
  const caller = { token: stage.operator };
  await make(url(), 'openCeremony', { ...press, ceremony: stage.ceremony }, '__typename', caller);
  await run(`DELETE FROM "Announcement" WHERE "streamId" IN (
    SELECT "id" FROM "AnnouncementStream" WHERE "mode" = 'REHEARSAL')`);
  await run(`DELETE FROM "AnnouncementStream" WHERE "mode" = 'REHEARSAL'`);
  const input = { ...press, idempotencyKey: newKey(), deal: stage.deals[0] };
  await expect(mutate(url(), 'signDeal', input, '__typename', caller)).rejects.toThrow();
  expect((await run(`SELECT DISTINCT "rehearsalStatus" AS status FROM "Deal"`)).rows).toEqual([
    { status: 'PLANNED' },
  ]);
  expect((await run(`SELECT FROM "IdempotencyKey" WHERE "key" = '${input.idempotencyKey}'`)).rowCount).toBe(
    0,
  );
});
