/** The objects of an exhibition, by sheet, in the order of their creation. */
import { type Sql, sql } from '../database/sql.ts';
import type { ReadRows } from '../database/sql-transaction.ts';
import { encodeNodeId } from '../graphql/global-id.ts';
import type { KeyedTable, Noun, Values } from '../import/noun.ts';
import { organizationId } from '../import/stored-values.ts';
import type { SheetId } from '../sheets/sheet-list.ts';

export interface Exported {
  id: string;
  /** By which its own row and those of other sheets name it. */
  key: string;
  values: Values;
}

const rowsPerBatch = 500;

const organizations = (exhibition: string) => sql`
  SELECT "organizationId" FROM "Exhibitor" WHERE "exhibitionId" = ${exhibition}::uuid
  UNION SELECT party."organizationId" FROM "DealParty" AS party JOIN "Deal" AS deal ON deal."id" = party."dealId"
  WHERE deal."exhibitionId" = ${exhibition}::uuid
  UNION SELECT series."organizerId" FROM "ExhibitionSeries" AS series
  JOIN "Exhibition" AS exhibition ON exhibition."seriesId" = series."id" WHERE exhibition."id" = ${exhibition}::uuid`;

const ofExhibition = (table: Sql, exhibition: string) =>
  sql`SELECT "id" FROM ${table} WHERE "exhibitionId" = ${exhibition}::uuid`;

/** A query of the ids of a noun. */
const idsOf: Partial<Record<SheetId, (exhibition: string) => Sql>> = {
  industries: (exhibition) => sql`
    SELECT "id" FROM "Industry" WHERE "id" IN (
      SELECT "industryId" FROM "FocusIndustry" WHERE "exhibitionId" = ${exhibition}::uuid
      UNION SELECT "industryId" FROM "Deal" WHERE "exhibitionId" = ${exhibition}::uuid
      UNION SELECT "industryId" FROM "Organization" WHERE "id" IN (${organizations(exhibition)}))`,
  companies: (exhibition) => sql`
    SELECT "id" FROM "Organization" WHERE "kind" = 'COMPANY' AND "id" IN (${organizations(exhibition)})`,
  publicBodies: (exhibition) => sql`
    SELECT "id" FROM "Organization" WHERE "kind" = 'PUBLIC_BODY' AND "id" IN (${organizations(exhibition)})`,
  people: (exhibition) => sql`
    SELECT "id" FROM "Person" WHERE "id" IN (SELECT "speakerId" FROM "Speech" WHERE "exhibitionId" = ${exhibition}::uuid)`,
  series: (exhibition) => sql`SELECT "seriesId" AS id FROM "Exhibition" WHERE "id" = ${exhibition}::uuid`,
  exhibition: (exhibition) => sql`SELECT ${exhibition}::uuid AS id`,
  venues: (exhibition) => ofExhibition(sql`"Venue"`, exhibition),
  exhibitors: (exhibition) => ofExhibition(sql`"Exhibitor"`, exhibition),
  deals: (exhibition) => ofExhibition(sql`"Deal"`, exhibition),
  speeches: (exhibition) => ofExhibition(sql`"Speech"`, exhibition),
  ceremonies: (exhibition) => ofExhibition(sql`"Ceremony"`, exhibition),
  programme: (exhibition) => ofExhibition(sql`"Ceremony"`, exhibition),
  figures: (exhibition) => sql`
    SELECT figure."id" FROM "ReportedFigure" AS figure JOIN "Exhibition" AS exhibition ON exhibition."id" = ${exhibition}::uuid
    WHERE figure."exhibitionId" = exhibition."id"
       OR (figure."exhibitionId" IS NULL AND figure."seriesId" = exhibition."seriesId")`,
};

export class ExhibitionReader {
  readonly #read: ReadRows;
  readonly #exhibition: string;

  constructor(read: ReadRows, exhibition: string) {
    this.#read = read;
    this.#exhibition = exhibition;
  }

  /** Reads in batches: an exhibition of any size needs the same memory, except for its ids. */
  async *objectsOf(noun: Noun): AsyncGenerator<Exported> {
    const ids = await this.#read<{ id: string }>(
      sql`SELECT given."id" FROM (${idsOf[noun.sheet]!(this.#exhibition)}) AS given ORDER BY given."id"`,
    );
    for (let start = 0; start < ids.length; start += rowsPerBatch) {
      const batch = ids.slice(start, start + rowsPerBatch).map(({ id }) => id);
      const rows = await this.#read<{ id: string; values: Values }>(noun.stored(batch));
      const keys = await this.#keysOf(noun, rows);
      const byId = new Map(rows.map((row) => [row.id, row]));
      for (const id of batch) {
        const row = byId.get(id);
        if (row) yield { ...row, key: keys.get(id)! };
      }
    }
  }

  async #keysOf(noun: Noun, rows: readonly { id: string; values: Values }[]): Promise<Map<string, string>> {
    const { identity, sheet } = noun;
    if (!('table' in identity))
      return new Map(
        rows.map(({ id, values }) => [id, String(values.slug ?? values.code ?? values.organization)]),
      );
    const known = await this.keysOfIds(rows.map(({ id }) => id));
    return new Map(
      rows.map(({ id }) => [id, known.get(id) ?? encodeNodeId(typenameOf(identity.table, sheet), id)]),
    );
  }

  /** The languages of the texts of the exhibition. */
  async languages(): Promise<string[]> {
    const [row] = await this.#read<{ languages: string[] }>(
      sql`SELECT "languages" FROM "Exhibition" WHERE "id" = ${this.#exhibition}::uuid`,
    );
    return row?.languages ?? [];
  }

  /** The global id of the organization of each exhibitor. */
  async organizationsOfExhibitors(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.#read<{ id: string; organization: string }>(sql`
      SELECT item."id", ${organizationId(sql`item."organizationId"`)} AS organization FROM "Exhibitor" AS item
      WHERE item."id" = ANY(${[...ids]}::uuid[])`);
    return new Map(rows.map(({ id, organization }) => [id, organization]));
  }

  /** The name or title of each object, in its first language. A speech is named by its speaker. */
  async namesOfIds(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const given = sql`ANY(${[...new Set(ids)]}::uuid[])`;
    const rows = await this.#read<{ id: string; name: string }>(sql`
      SELECT "id", "names" -> 0 ->> 'text' AS name FROM "Organization" WHERE "id" = ${given}
      UNION ALL SELECT "id", "names" -> 0 ->> 'text' FROM "Person" WHERE "id" = ${given}
      UNION ALL SELECT "id", "titles" -> 0 ->> 'text' FROM "Deal" WHERE "id" = ${given}
      UNION ALL SELECT speech."id", person."names" -> 0 ->> 'text'
      FROM "Speech" AS speech JOIN "Person" AS person ON person."id" = speech."speakerId" WHERE speech."id" = ${given}`);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** The first key of each object that has one. */
  async keysOfIds(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.#read<{ id: string; key: string }>(sql`
      SELECT "subjectId" AS id, min("key") AS key FROM "ExternalKey"
      WHERE "subjectId" = ANY(${[...new Set(ids)]}::uuid[]) GROUP BY "subjectId"`);
    return new Map(rows.map(({ id, key }) => [id, key]));
  }
}

function typenameOf(table: KeyedTable, sheet: SheetId): string {
  if (table !== 'Organization') return table;
  return sheet === 'companies' ? 'Company' : 'PublicBody';
}
