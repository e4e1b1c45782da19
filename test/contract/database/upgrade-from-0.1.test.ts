/**
 * A database of Pavilion 0.1 (commit 8eeed7c: all its migrations and its sample data, then a rehearsal and a ceremony
 * of another exhibition with corrections and retractions), as pg_dump wrote it, is migrated at the start.
 */
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AnnouncementRow } from '../../../src/announcements/announcement-source.ts';
import { readDealSnapshot, type StoredDeal } from '../../../src/announcements/read-deal-snapshot.ts';
import { readSpeechSnapshot } from '../../../src/announcements/read-speech-snapshot.ts';
import { noTotals, type TotalsState } from '../../../src/announcements/totals.ts';
import { verifyStreams } from '../../../src/announcements/verify-streams.ts';
import { commitmentTo } from '../../../src/privacy/personal-values.ts';
import { addUp } from '../../support/add-up.ts';
import { make, newKey } from '../../support/build-exhibition.ts';
import { createTestDatabase } from '../../support/databases.ts';
import { query } from '../../support/http-client.ts';
import { openPavilion, type TestPavilion, tokenFor } from '../../support/pavilion.ts';

type Row = Pick<AnnouncementRow, 'id' | 'streamId' | 'sequence' | 'kind' | 'content'> & { mode: string };
/** As 0.1 stored them: without categories. */
interface OldTotals {
  all: { deals: number; currencies: Record<string, { deals: number; amount: string }> };
  reportingCurrency: string;
  rates: object[];
}

let pavilion: TestPavilion & AsyncDisposable;
let drop: () => Promise<void>;
let before: (Row & { totals: OldTotals; whole: object })[];
let organizer: string;

const announcements = `
  SELECT announcement.*, to_jsonb(announcement) AS whole, stream."mode" FROM "Announcement" AS announcement
  JOIN "AnnouncementStream" AS stream ON stream."id" = announcement."streamId"
  ORDER BY announcement."streamId", announcement."sequence"`;

beforeAll(async () => {
  const database = await createTestDatabase('empty');
  drop = database.drop;
  const dump = await promisify(gunzip)(await readFile(new URL('./database-of-0.1.sql.gz', import.meta.url)));
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await client.query(dump.toString('utf8'));
  await client.query('SET search_path = public');
  before = (await client.query(announcements)).rows;
  await client.end();
  pavilion = await openPavilion({ databaseUrl: database.url, environment: { SEED_SAMPLE: 'false' } });
  organizer = await tokenFor(pavilion, 'organizer');
});
afterAll(async () => {
  await pavilion?.[Symbol.asyncDispose]();
  await drop?.();
});

/** The state after each announcement of a stream, recomputed from the deals as they were announced. */
function replay(rows: readonly Row[]): TotalsState[] {
  let state = noTotals();
  return rows.map(({ kind, content }) => {
    const deal = () => readDealSnapshot(content.deal as StoredDeal);
    if (kind === 'DEAL_SIGNED') state = addUp(state, deal(), 1);
    if (kind === 'DEAL_CORRECTED')
      state = addUp(addUp(state, readDealSnapshot(content.before as StoredDeal), -1), deal(), 1);
    if (kind === 'DEAL_RETRACTED') state = addUp(state, deal(), -1);
    return state;
  });
}

const streamsOf = (rows: readonly Row[]) => [...Map.groupBy(rows, ({ streamId }) => streamId).values()];

/** What 0.1 counted as one: all categories, binding or not. */
function acrossCategories({ all }: TotalsState): OldTotals['all'] {
  const sum: OldTotals['all'] = { deals: 0, currencies: {} };
  for (const { binding, nonBinding } of Object.values(all)) {
    for (const tally of [binding, nonBinding].filter((each) => each !== undefined)) {
      sum.deals += tally.deals;
      for (const [code, { deals, amount }] of Object.entries(tally.currencies)) {
        const known = sum.currencies[code] ?? { deals: 0, amount: '0' };
        const decimals = amount.split('.')[1]?.length ?? 0;
        sum.currencies[code] = {
          deals: known.deals + deals,
          amount: (Number(known.amount) + Number(amount)).toFixed(decimals),
        };
      }
    }
  }
  return sum;
}

it('leaves every announcement of 0.1 unchanged, but for the personal values of speeches, which it moves', async () => {
  const { rows } = await pavilion.database.pool.query(
    `SELECT announcement.*, (SELECT to_jsonb(personal) FROM "PersonalValue" AS personal
       WHERE personal."commitment" = announcement."content" #>> '{speech,speaker,commitment}') AS personal
     FROM (${announcements}) AS announcement`,
  );
  expect(rows.length).toBeGreaterThan(50);
  const restored = rows.map(({ whole: stored, content, personal, speechId }) => {
    const { contentHash: _content, hash: _hash, previousHash: _previous, ...whole } = stored;
    if (speechId === null) return whole;
    expect(JSON.stringify(content)).not.toMatch(/names|office|texts/);
    expect(commitmentTo(personal.salt, personal.value)).toBe(personal.commitment);
    const { redacted, ...speaker } = readSpeechSnapshot(content.speech, personal.value).speaker;
    expect(redacted).toBe(false);
    const { office, texts } = personal.value;
    return { ...whole, content: { ...content, speech: { ...content.speech, speaker, office, texts } } };
  });
  expect(restored).toEqual(before.map(({ whole }) => whole));
  expect(rows.filter(({ speechId }) => speechId !== null).length).toBeGreaterThan(5);
});

it('gives the announcements of each stream a sound hash chain', async () => {
  const streams = await verifyStreams(pavilion.database.pool);
  expect(streams.flatMap(({ problems }) => problems)).toEqual([]);
  const { rows } = await pavilion.database.pool.query(
    `SELECT count("hash")::int AS hashed, count(*)::int AS live FROM "Announcement" WHERE "streamId" IN (
       SELECT "id" FROM "AnnouncementStream" WHERE "mode" = 'LIVE')`,
  );
  expect(rows[0].hashed).toBe(rows[0].live);
});

it('moves the personal values of audit records, and lists them as before', async () => {
  const { rows } = await pavilion.database.pool.query(
    `SELECT coalesce("before"::text, '') || coalesce("after"::text, '') AS states FROM "AuditRecord"
     WHERE "subjectType" IN ('Person', 'Speech')`,
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const { states } of rows) expect(states).not.toMatch(/"(names|office|texts)": \[/);
  const { auditLog } = await query(
    pavilion.url,
    '{ auditLog(last: 100) { nodes { objectType mutation after } } }',
    {},
    { token: organizer },
  );
  const created = auditLog.nodes.filter(({ mutation }: { mutation: string }) => mutation === 'createPerson');
  expect(created.length).toBeGreaterThan(0);
  for (const { after } of created) expect(after.names[0].text).toBeTruthy();
});

it('recomputes the totals of each stream from its announcements, per category and bindingness', async () => {
  const { rows } = await pavilion.database.pool.query('SELECT "id", "totals" FROM "AnnouncementStream"');
  const stored = new Map(rows.map(({ id, totals }) => [id, totals]));
  const streams = streamsOf(before);
  expect(streams.length).toBeGreaterThan(4);
  for (const stream of streams) expect(stored.get(stream[0]!.streamId)).toEqual(replay(stream).at(-1));
  const unused = [...stored].filter(([id]) => !streams.some(([first]) => first!.streamId === id));
  for (const [, totals] of unused) expect(totals).toEqual(noTotals());
});

it('returns for each announcement of 0.1 the totals of its moment', async () => {
  const { rows } = await pavilion.database.pool.query(
    'SELECT "announcementId" AS id, "totals" FROM "RecomputedTotals"',
  );
  const recomputed = new Map(rows.map(({ id, totals }) => [id, totals]));
  for (const stream of streamsOf(before)) {
    const states = replay(stream);
    for (const [index, { id }] of stream.entries()) {
      const { totals } = before.find((row) => row.id === id)!;
      expect(acrossCategories(states[index]!)).toEqual(totals.all);
      const { reportingCurrency, rates } = totals;
      expect(recomputed.get(id)).toEqual({ ...states[index]!, reportingCurrency, rates });
    }
  }
  const { exhibition } = await query(
    pavilion.url,
    `{ exhibition(idOrSlug: "hamburg-2030") { announcements(first: 100) { nodes {
      ... on DealSigned { deal { category } }
      totals { deals byCategory { category signingTotal { deals currencies { sum { amount currency } } } contractedTotal { deals } } }
    } } } }`,
  );
  const signings = exhibition.announcements.nodes.filter(({ deal }: { deal?: object }) => deal);
  expect(signings.map(({ deal }: { deal: { category: string } }) => deal.category)).toEqual([
    ...Array.from({ length: 4 }, () => 'INVESTMENT'),
    ...['TRADE', 'TRADE', 'COOPERATION', 'INVESTMENT'],
  ]);
  // After the eighth signing: five investments, two sales (one of them binding), one cooperation.
  expect(signings.at(-1).totals).toEqual({
    deals: 8,
    byCategory: [
      {
        category: 'INVESTMENT',
        signingTotal: {
          deals: 5,
          currencies: [
            { sum: { amount: '2078.70', currency: 'EUR' } },
            { sum: { amount: '400000', currency: 'JPY' } },
          ],
        },
        contractedTotal: { deals: 5 },
      },
      {
        category: 'TRADE',
        signingTotal: {
          deals: 2,
          currencies: [
            { sum: { amount: '90000', currency: 'JPY' } },
            { sum: { amount: '500.25', currency: 'USD' } },
          ],
        },
        contractedTotal: { deals: 1 },
      },
      { category: 'COOPERATION', signingTotal: { deals: 1, currencies: [] }, contractedTotal: { deals: 0 } },
    ],
  });
});

it('derives the category of each deal of 0.1 from the roles of its parties', async () => {
  const { rows } = await pavilion.database.pool.query(`
    SELECT deal."titles"->0->>'text' AS title, deal."category", deal."status" FROM "Deal" AS deal
    JOIN "Exhibition" AS exhibition ON exhibition."id" = deal."exhibitionId"
    WHERE exhibition."slug" = 'hamburg-2030' ORDER BY deal."id"`);
  expect(rows.map(({ title, category, status }) => `${title}: ${category} ${status}`)).toEqual([
    'Vertrag 1: INVESTMENT SIGNED',
    'Vertrag 2: INVESTMENT SIGNED',
    'Vertrag 3: INVESTMENT RETRACTED',
    'Vertrag 4: INVESTMENT SIGNED',
    'Verkauf: TRADE SIGNED',
    // It was corrected: an investor and a host.
    'Absicht: INVESTMENT SIGNED',
    'Gute Freundschaft: COOPERATION SIGNED',
    // A buyer, a seller and a host.
    'Gemischt: INVESTMENT SIGNED',
    'Geplant: TRADE PLANNED',
    'Aufgegeben: COOPERATION WITHDRAWN',
  ]);
});

it('adds the next announcement to the totals of its category, which 0.1 did not store', async () => {
  const idOf = async (title: string) => {
    const answer = await query(
      pavilion.url,
      `{ deals(first: 100, filter: { exhibition: "hamburg-2030" }) { nodes { id title(language: "de") } } }`,
      {},
      { token: organizer },
    );
    return answer.deals.nodes.find((deal: { title: string }) => deal.title === title).id;
  };
  const act = (name: string, input: object) =>
    make(pavilion.url, name, { ...input, mode: 'LIVE', idempotencyKey: newKey() }, '__typename', {
      token: organizer,
    });
  await act('correctDeal', { deal: await idOf('Gemischt'), category: 'TRADE' });
  await act('retractDeal', { deal: await idOf('Verkauf') });
  const { rows } = await pavilion.database.pool.query(announcements);
  for (const stream of streamsOf(rows)) {
    const { rows: states } = await pavilion.database.pool.query(
      'SELECT "totals" FROM "AnnouncementStream" WHERE "id" = $1',
      [stream[0]!.streamId],
    );
    expect(states[0].totals).toEqual(replay(stream).at(-1));
  }
  const { content } = rows.findLast((row: Row) => row.kind === 'DEAL_CORRECTED' && row.mode === 'LIVE');
  expect([content.before.category, content.deal.category]).toEqual(['INVESTMENT', 'TRADE']);
});

it('keeps public what was public: the text of each finished speech, and of no other', async () => {
  const { rows } = await pavilion.database.pool.query(
    `SELECT "status" = 'FINISHED' AS finished, "textReleasedAt" = "finishedAt" AS released, count(*)::int AS speeches
     FROM "Speech" GROUP BY 1, 2 ORDER BY 1`,
  );
  const [unfinished, finished] = rows;
  expect(unfinished).toMatchObject({ finished: false, released: null });
  expect(finished).toMatchObject({ finished: true, released: true });
  expect(finished.speeches).toBeGreaterThan(0);
});
