/** A version counts every change of its object, by any writer, and nothing else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildExhibition } from '../../support/build-exhibition.ts';
import { openPavilion, tokenFor } from '../../support/pavilion.ts';

let pavilion: Awaited<ReturnType<typeof openPavilion>>;

beforeAll(async () => {
  pavilion = await openPavilion({ template: 'empty' });
  const token = await tokenFor(pavilion, 'organizer');
  await buildExhibition(pavilion.url, token, { slug: 'fair', deals: 2 });
});
afterAll(() => pavilion[Symbol.asyncDispose]());

/** A column that counts, of tables without `sample`. */
const counted: Record<string, string> = { Industry: 'names', Venue: 'names', ReportedFigure: 'value' };

const query = async (text: string) => (await pavilion.database.pool.query(text)).rows;

/** Columns that change nothing of what is previewed or announced. A new column is listed here or in a trigger. */
const leftOut: Record<string, readonly string[]> = {
  Deal: [
    ...['amountInReportingCurrency', 'ceremonyId', 'countries', 'createdAt', 'id', 'latestAt'],
    ...['rehearsalStatus', 'searchGrams', 'signedAt', 'version'],
  ],
  Speech: [
    ...['ceremonyId', 'createdAt', 'finishedAt', 'id', 'rehearsalCeremonyId', 'rehearsalStatus'],
    ...['rehearsalTextReleased', 'startedAt', 'version'],
  ],
  Industry: ['createdAt', 'id', 'version'],
  ExhibitionSeries: ['createdAt', 'id', 'version'],
  Venue: ['exhibitionId', 'id', 'position', 'version'],
  Exhibitor: ['createdAt', 'id', 'version'],
  Person: ['createdAt', 'id', 'publicSince', 'searchGrams', 'searchText', 'sortName', 'version'],
  ReportedFigure: ['createdAt', 'id', 'version'],
  DealOutcome: ['createdAt', 'id', 'version'],
  Ceremony: ['closedAt', 'createdAt', 'id', 'openedAt', 'programmeVersion', 'rehearsalStatus', 'version'],
  Exhibition: ['createdAt', 'id', 'version'],
  Organization: ['createdAt', 'id', 'publicSince', 'searchGrams', 'searchText', 'sortName', 'version'],
};

describe.each(Object.entries(leftOut))('the version of %s', (table, expected) => {
  it('counts every column that is not excluded by name', async () => {
    const rows = await query(`
      SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '${table}'
      EXCEPT SELECT event_object_column FROM information_schema.triggered_update_columns
      WHERE event_object_table = '${table}' AND trigger_name LIKE 'next_version_of_%'
      ORDER BY 1`);
    expect(rows.map(({ column_name }) => column_name)).toEqual([...expected]);
  });

  it('increases with a change, but not with one of an excluded column', async () => {
    const [row] = await query(`SELECT "id" FROM "${table}" LIMIT 1`);
    if (!row) return;
    // Only a write of the same value: no column is changed.
    const column = leftOut[table]!.find((each) => each.startsWith('rehearsal')) ?? 'id';
    const write = (name: string) =>
      query(`UPDATE "${table}" SET "${name}" = "${name}" WHERE "id" = '${row.id}' RETURNING "version"`);
    const [before] = await write(column);
    expect(await write(counted[table] ?? 'sample')).toEqual([{ version: before!.version + 1 }]);
    expect(await write(column)).toEqual([{ version: before!.version + 1 }]);
  });
});

it('counts each statement that adds, moves or removes programme items, but no cue', async () => {
  const [ceremony] = await query(`SELECT "id", "exhibitionId" FROM "Ceremony" LIMIT 1`);
  const version = async () =>
    (await query(`SELECT "programmeVersion" AS version FROM "Ceremony" WHERE "id" = '${ceremony!.id}'`))[0]!
      .version;
  await query(`DELETE FROM "ProgrammeItem" WHERE "ceremonyId" = '${ceremony!.id}'`);
  const start = await version();
  await query(`
    INSERT INTO "ProgrammeItem" ("id", "ceremonyId", "position", "dealId")
    SELECT gen_random_uuid(), '${ceremony!.id}', row_number() OVER (), "id" FROM "Deal"`);
  expect(await version()).toBe(start + 1);
  await query(`UPDATE "ProgrammeItem" SET "cue" = 'CUED', "rehearsalCue" = 'HELD'`);
  expect(await version()).toBe(start + 1);
  await query(`UPDATE "ProgrammeItem" SET "position" = "position" + 10`);
  expect(await version()).toBe(start + 2);
  await query(`DELETE FROM "ProgrammeItem"`);
  expect(await version()).toBe(start + 3);
  await query(`
    INSERT INTO "ProgrammeItem" ("id", "ceremonyId", "position", "titles", "titledKind")
    VALUES (gen_random_uuid(), '${ceremony!.id}', 0, '[{"language": "en", "text": "Anthem"}]', 'ANTHEM')`);
  const plans = [`"titledKind" = 'VIDEO'`, `"startsAt" = now()`, '"durationSeconds" = 60'];
  for (const plan of plans) await query(`UPDATE "ProgrammeItem" SET ${plan}`);
  expect(await version()).toBe(start + 4 + plans.length);
});
