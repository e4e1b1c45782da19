/** Values of the database for the fuzzer, so that operations find rows. */
import type pg from 'pg';
import type { Known } from './random-value.ts';

const tables: Record<string, string> = {
  Deal: 'Deal',
  Speech: 'Speech',
  Company: 'Organization',
  PublicBody: 'Organization',
  Exhibition: 'Exhibition',
  ExhibitionSeries: 'ExhibitionSeries',
  Ceremony: 'Ceremony',
  ProgrammeItem: 'ProgrammeItem',
  Person: 'Person',
  Venue: 'Venue',
  Exhibitor: 'Exhibitor',
  DealSigned: 'Announcement',
};
const perTable = 6;

export async function readKnown(pool: pg.Pool): Promise<Known> {
  const ids: string[] = [];
  for (const [typename, table] of Object.entries(tables)) {
    const { rows } = await pool.query<{ id: string }>(
      `SELECT id FROM "${table}" ORDER BY id LIMIT ${perTable}`,
    );
    ids.push(...rows.map(({ id }) => Buffer.from(`${typename}:${id}`).toString('base64url')));
  }
  const { rows } = await pool.query<{ name: string }>(
    `SELECT "slug" AS name FROM "Exhibition" UNION SELECT "slug" FROM "ExhibitionSeries"
     UNION (SELECT "code" FROM "Industry" ORDER BY 1 LIMIT 5)`,
  );
  const names = rows.map(({ name }) => name);
  return { ids, texts: [...names, 'Vertrag', '合同', 'a-key-of-the-fuzzer', 'another-key', 'screen-1'] };
}
