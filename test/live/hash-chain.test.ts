/** The LIVE announcements of a stream form a hash chain, and `npm run verify` checks it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { verifyStreams } from '../../src/announcements/verify-streams.ts';
import { startPavilion } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/observability/logger.ts';
import { make, newKey } from '../support/build-exhibition.ts';
import { query } from '../support/http-client.ts';
import { openStage, type Stage } from '../support/stage.ts';

let stage: Stage;
const pool = () => stage.nodes[0]!.database.pool;
const problems = async () => (await verifyStreams(pool())).flatMap((stream) => stream.problems);
const run = (verb: string, input: object, selection = '__typename') =>
  make(stage.nodes[0]!.url, verb, { ...input, idempotencyKey: newKey() }, selection, {
    token: stage.organizer,
  });

beforeAll(async () => {
  stage = await openStage({ nodes: 2, deals: 12 });
});
afterAll(() => stage?.[Symbol.asyncDispose]());

const chain = `{ exhibition(idOrSlug: "hamburg-2030") { announcements(first: 100) { nodes {
  sequence hash previousHash } } } }`;

describe('the announcements of a stream', () => {
  it('have each the hash of the one before, also of concurrent and grouped ones, corrections and redactions', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, index) => stage.sign(index % 2)));
    const group = [stage.nextDeal(), stage.nextDeal()].map((deal) => ({ deal }));
    await run('signDeals', { deals: group });
    await run('startSpeech', { speech: stage.speeches[0] });
    await run('correctDeal', { deal: stage.deals[0], amount: { amount: '7.00', currency: 'EUR' } });
    await run('openCeremony', { ceremony: stage.ceremony, mode: 'REHEARSAL' });
    const asked = await query(
      stage.nodes[0]!.url,
      `{ speech(id: "${stage.speeches[0]}") { speaker { id } } }`,
    );
    await run('redactPerson', { person: asked.speech.speaker.id });
    const { exhibition } = await query(stage.nodes[0]!.url, chain);
    const { nodes } = exhibition.announcements;
    expect(nodes).toHaveLength(14);
    for (const [index, { hash, previousHash }] of nodes.entries()) {
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
      if (index > 0) expect(previousHash).toBe(nodes[index - 1].hash);
    }
    expect(await problems()).toEqual([]);
  });

  it('are returned with their hash by the mutation that announces them', async () => {
    const { announcement } = await run(
      'publishNotice',
      { exhibition: stage.exhibition, textTranslations: [{ language: 'de', text: 'Ende' }] },
      'announcement { ... on Announcement { sequence hash previousHash } }',
    );
    const { exhibition } = await query(stage.nodes[0]!.url, chain);
    expect(exhibition.announcements.nodes.at(-1)).toEqual(announcement);
  });

  it('of a rehearsal have none', async () => {
    const { rows } = await pool().query(
      `SELECT "hash" FROM "Announcement" AS item JOIN "AnnouncementStream" AS stream ON stream."id" = item."streamId"
       WHERE stream."mode" = 'REHEARSAL'`,
    );
    expect(rows).toEqual([{ hash: null }]);
  });

  it.each([
    ['a content', '"content" = changed.content', 'another content'],
    ['a time', `"announcedAt" = item."announcedAt" + interval '1 second'`, 'another hash than its row'],
    [
      'a content with its hashes',
      `"content" = changed.content, "contentHash" = content_hash(changed.content, item."totals"), "hash" = 'forged'`,
      'does not follow',
    ],
  ])('show that %s was changed behind the triggers', async (_what, change, problem) => {
    const client = await pool().connect();
    try {
      await client.query('BEGIN; ALTER TABLE "Announcement" DISABLE TRIGGER USER');
      await client.query(`UPDATE "Announcement" AS item SET ${change}
        FROM (SELECT jsonb_set("content", '{deal,titles,0,text}', to_jsonb(random()::text)) AS content, "id" FROM "Announcement"
              WHERE "kind" = 'DEAL_SIGNED' ORDER BY "sequence" LIMIT 1) AS changed WHERE changed."id" = item."id"`);
      await client.query('ALTER TABLE "Announcement" ENABLE TRIGGER USER; COMMIT');
      expect((await problems()).join('\n')).toContain(problem);
    } finally {
      client.release();
    }
  });
});

it('the embedded database makes the same chain', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'chain-'));
  const logger = createLogger({ logLevel: 'silent' }, { write: () => {} });
  const pavilion = await startPavilion(readConfig({ PORT: '0', DATA_DIR: dataDir }), logger);
  onTestFinished(async () => {
    await pavilion.stop();
    await rm(dataDir, { recursive: true });
  });
  const streams = await verifyStreams(pavilion.database.pool);
  expect(streams.flatMap((stream) => stream.problems)).toEqual([]);
  expect(streams.some(({ announcements }) => announcements > 10)).toBe(true);
}, 60_000);
