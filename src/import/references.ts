/** Finds the objects that keys name, and remembers those of this import. */
import { rawSql, type Sql, sql } from '../database/sql.ts';
import type { ReadRows } from '../database/sql-transaction.ts';
import { decodeNodeId, encodeNodeId } from '../graphql/global-id.ts';
import type { KeyedTable, Noun, Scope } from './noun.ts';

export interface Found {
  /** The uuid. */
  id: string;
  typename: string;
}

const serverScope = '00000000-0000-0000-0000-000000000000';

const typenames: Readonly<Record<KeyedTable, readonly string[]>> = {
  Organization: ['Company', 'PublicBody'],
  Person: ['Person'],
  Venue: ['Venue'],
  Deal: ['Deal'],
  Speech: ['Speech'],
  Ceremony: ['Ceremony'],
  ReportedFigure: ['ReportedFigure'],
};
const scopeColumns: Partial<Readonly<Record<KeyedTable, string>>> = {
  Venue: 'exhibitionId',
  Deal: 'exhibitionId',
  Speech: 'exhibitionId',
  Ceremony: 'exhibitionId',
  ReportedFigure: 'seriesId',
};

const mergedTables: readonly KeyedTable[] = ['Organization', 'Person'];

export class References {
  readonly #read: ReadRows;
  readonly #found = new Map<string, Found>();
  /** Keys of rows with an error: what refers to them has one too. */
  readonly #failed = new Set<string>();
  scope: Scope | null = null;

  constructor(read: ReadRows) {
    this.#read = read;
  }

  get(table: KeyedTable, key: string): Found | null {
    return this.#found.get(`${table} ${key}`) ?? null;
  }

  hasFailed(table: KeyedTable, key: string): boolean {
    return this.#failed.has(`${table} ${key}`);
  }

  add(table: KeyedTable, key: string, found: Found): void {
    this.#found.set(`${table} ${key}`, found);
  }

  fail(table: KeyedTable, key: string): void {
    this.#failed.add(`${table} ${key}`);
  }

  /** A key is one of spreadsheets, or the global id of an object without one. */
  async load(table: KeyedTable, keys: Iterable<string>): Promise<void> {
    const unknown = [...new Set(keys)].filter((key) => !this.get(table, key));
    if (unknown.length === 0) return;
    const ids = unknown.flatMap((key) => {
      const node = decodeNodeId(key);
      return node && typenames[table].includes(node.typename) ? [node.id] : [];
    });
    const rows = await this.#read<{ id: string; key: string | null; given: string; kind: string | null }>(
      this.#query(table, unknown, ids),
    );
    for (const { id, key, given, kind } of rows) {
      const typename = table === 'Organization' ? (kind === 'COMPANY' ? 'Company' : 'PublicBody') : table;
      const globalId = encodeNodeId(typename, given);
      if (key !== null) this.add(table, key, { id, typename });
      else if (!this.get(table, globalId)) this.add(table, globalId, { id, typename });
    }
  }

  #query(table: KeyedTable, keys: readonly string[], ids: readonly string[]): Sql {
    const kind = table === 'Organization' ? sql`item."kind"::text` : sql`NULL::text`;
    const column = scopeColumns[table];
    const scope = this.scopeOf(table);
    const isInScope = column ? sql`item.${rawSql(`"${column}"`)} = ${scope}::uuid` : sql`true`;
    const items = rawSql(`"${table}"`);
    // A file can have the id of an object that was merged since.
    const survivor = mergedTables.includes(table)
      ? sql`coalesce(named."mergedIntoId", named."id")`
      : sql`named."id"`;
    return sql`
      SELECT item."id", known."key", item."id" AS given, ${kind} AS kind
      FROM "ExternalKey" AS known JOIN ${items} AS item ON item."id" = known."subjectId"
      WHERE known."type" = ${table} AND known."scope" = ${scope}::uuid AND known."key" = ANY(${[...keys]}::text[])
        AND ${isInScope}
      UNION ALL
      SELECT item."id", NULL, named."id", ${kind}
      FROM ${items} AS named JOIN ${items} AS item ON item."id" = ${survivor}
      WHERE named."id" = ANY(${[...ids]}::uuid[]) AND ${isInScope}`;
  }

  scopeOf(table: KeyedTable): string {
    if (!scopeColumns[table]) return serverScope;
    return (table === 'ReportedFigure' ? this.scope?.seriesId : this.scope?.id) ?? serverScope;
  }

  /** Stores the keys of new objects. The key of an object that was deleted is free. */
  keySql(table: KeyedTable, created: readonly { key: string; id: string }[]): Sql {
    const rows = created.map(({ key, id }) => ({ key, id }));
    return sql`
      INSERT INTO "ExternalKey" ("type", "scope", "key", "subjectId")
      SELECT ${table}, ${this.scopeOf(table)}::uuid, given."key", given."id"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given("key" text, "id" uuid)
      ON CONFLICT ("type", "scope", "key") DO UPDATE SET "subjectId" = EXCLUDED."subjectId"`;
  }
}

/** The table whose keys a reference of a column names. */
export const referencedTables = {
  organization: 'Organization',
  exhibitor: 'Organization',
  person: 'Person',
  venue: 'Venue',
  deal: 'Deal',
  speech: 'Speech',
  ceremony: 'Ceremony',
  figure: 'ReportedFigure',
} as const satisfies Record<string, KeyedTable>;

export function tableOf({ identity }: Noun): KeyedTable | null {
  return 'table' in identity ? identity.table : null;
}
