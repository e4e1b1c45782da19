/**
 * Imports an archive into a server that does not have its exhibition.
 *
 * Promises: all of it or nothing; ids, sequences, epochs, totals and times are kept, so that queries and replays answer as
 * on the server that exported it. Series, industries and sources that this server has already, by their slug, code or
 * publication, and organizations and people with the same id, are used instead of those of the archive. The stream keeps
 * the database that it was written by, so its next announcement begins an epoch: the two servers go on separately.
 */
import { inLongTransaction, type LongTransaction } from '../database/long-transaction.ts';
import { rawSql, sql } from '../database/sql.ts';
import { auditSql } from '../mutations/audit-log.ts';
import { redactPeople } from '../privacy/redact-people.ts';
import { archiveFormat, archiveTables } from './archive-tables.ts';
import type { ImportContext } from './import-options.ts';

/** The archive cannot be imported. The message says why. */
export class ArchiveProblem extends Error {}

interface Row extends Record<string, unknown> {
  id?: string;
}

const rowsPerBatch = 200;
/** What an object of the archive is called on this server: by its id in the archive. */
type Replaced = Map<string, string>;

/** What identifies a shared row besides its id. */
const naturalKeys: Readonly<Record<string, readonly string[]>> = {
  Industry: ['code'],
  ExhibitionSeries: ['slug'],
  Source: ['publisher', 'reference', 'publishedOn'],
};

export interface ArchiveReport {
  exhibition: string;
  rows: number;
}

export async function importArchive(
  context: ImportContext,
  lines: AsyncIterable<string>,
  { isCheck }: { isCheck: boolean },
): Promise<ArchiveReport> {
  let report: ArchiveReport | null = null;
  await inLongTransaction(context.database.writePool, async (transaction) => {
    report = await readArchive(context, transaction, lines);
    return !isCheck;
  });
  return report!;
}

async function readArchive(
  context: ImportContext,
  transaction: LongTransaction,
  lines: AsyncIterable<string>,
): Promise<ArchiveReport> {
  const { read, write } = transaction;
  const replaced: Replaced = new Map();
  let slug: string | null = null;
  let exhibitionId: string | null = null;
  let count = 0;
  let table: string | null = null;
  let batch: Row[] = [];
  const versions: { id: string; programmeVersion: number }[] = [];
  const flush = async () => {
    if (table !== null && batch.length > 0) await insert(transaction, table, batch, replaced);
    batch = [];
  };
  for await (const text of lines) {
    if (text.trim() === '') continue;
    const entry = parseLine(text);
    if (slug === null) {
      slug = await requireHeader(entry, read);
      continue;
    }
    const { table: name, row } = entry as { table?: string; row?: Row };
    if (!name || !row || !archiveTables.some((each) => each.name === name))
      throw new ArchiveProblem('The archive has a line that is no row of a known table.');
    if (name !== table || batch.length >= rowsPerBatch) await flush();
    table = name;
    if (name === 'Exhibition') exhibitionId = row.id ?? null;
    if (name === 'Ceremony') versions.push(row as (typeof versions)[number]);
    batch.push(row);
    count++;
  }
  await flush();
  if (slug === null || exhibitionId === null) throw new ArchiveProblem('The archive has no exhibition.');
  const at = await now(read);
  await write([
    ...redactPeople(await redactedSpeakers(read, exhibitionId), at),
    // Inserted items have counted as changes of the programme.
    ...versions.map(
      ({ id, programmeVersion }) =>
        sql`UPDATE "Ceremony" SET "programmeVersion" = ${programmeVersion}::int WHERE "id" = ${id}::uuid`,
    ),
    auditSql(context, 'importArchive', at, {
      change: null,
      announced: false,
      entries: [
        { exhibition: exhibitionId, type: 'Exhibition', id: exhibitionId, before: null, after: { slug } },
      ],
    }).records,
  ]);
  return { exhibition: slug, rows: count };
}

/** The archive may have been made before they were redacted on this server. */
async function redactedSpeakers(read: LongTransaction['read'], exhibitionId: string): Promise<string[]> {
  const rows = await read<{ personId: string }>(sql`
    SELECT "personId" FROM "Redaction" WHERE "personId" IN (
      SELECT "speakerId" FROM "Speech" WHERE "exhibitionId" = ${exhibitionId}::uuid)`);
  return rows.map(({ personId }) => personId);
}

async function now(read: LongTransaction['read']): Promise<Date> {
  const [row] = await read<{ at: Date }>(sql`SELECT clock_timestamp() AS at`);
  return row!.at;
}

function parseLine(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    throw new ArchiveProblem('The file is not an archive of Pavilion, or it is damaged.');
  }
}

async function requireHeader(entry: object, read: LongTransaction['read']): Promise<string> {
  const { format, migration, exhibition } = entry as Record<string, string | undefined>;
  if (format !== archiveFormat || !migration || !exhibition)
    throw new ArchiveProblem('The file is not an archive of Pavilion.');
  const [own] = await read<{ name: string }>(
    sql`SELECT max("migration_name") AS name FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL`,
  );
  if (own!.name !== migration)
    throw new ArchiveProblem(
      `The archive is of the database version ${migration}, this server has ${own!.name}. Export and import with the same version of Pavilion.`,
    );
  const [existing] = await read(sql`SELECT 1 FROM "Exhibition" WHERE "slug" = ${exhibition}`);
  if (existing) throw new ArchiveProblem(`This server has an exhibition ${exhibition} already.`);
  return exhibition;
}

async function insert(
  transaction: LongTransaction,
  table: string,
  batch: readonly Row[],
  replaced: Replaced,
): Promise<void> {
  const { isShared } = archiveTables.find(({ name }) => name === table)!;
  const rows = batch.map((row) => replaceIds(row, replaced));
  const natural = naturalKeys[table];
  if (natural) await noteExisting(transaction, table, natural, rows, replaced);
  if (mergeable.includes(table)) await noteMerged(transaction, table, rows, replaced);
  const given = natural ? rows.filter(({ id }) => !replaced.has(id!)) : rows;
  const name = rawSql(`"${table}"`);
  await transaction.write([
    sql`INSERT INTO ${name} SELECT * FROM jsonb_populate_recordset(NULL::${name}, ${JSON.stringify(given)}::jsonb)
        ${rawSql(isShared ? 'ON CONFLICT DO NOTHING' : '')}`,
  ]);
}

/** Rows of this server with the same key take the place of those of the archive. */
async function noteExisting(
  { read }: LongTransaction,
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
  replaced: Replaced,
): Promise<void> {
  const name = rawSql(`"${table}"`);
  const isEqual = columns.map((column) => `item."${column}" = given."${column}"`).join(' AND ');
  const existing = await read<{ given: string; own: string }>(sql`
    SELECT given."id" AS given, item."id" AS own
    FROM jsonb_populate_recordset(NULL::${name}, ${JSON.stringify(rows)}::jsonb) AS given
    JOIN ${name} AS item ON ${rawSql(isEqual)} AND item."id" <> given."id"`);
  for (const { given, own } of existing) replaced.set(given, own);
}

const mergeable: readonly string[] = ['Organization', 'Person'];

/** What this server has merged is replaced by what it was merged into. */
async function noteMerged(
  { read }: LongTransaction,
  table: string,
  rows: readonly Row[],
  replaced: Replaced,
): Promise<void> {
  const merged = await read<{ given: string; own: string }>(sql`
    SELECT "id" AS given, "mergedIntoId" AS own FROM ${rawSql(`"${table}"`)}
    WHERE "id" = ANY(${rows.map(({ id }) => id!)}::uuid[]) AND "mergedIntoId" IS NOT NULL`);
  for (const { given, own } of merged) replaced.set(given, own);
}

/** Only columns that hold ids: a text can be equal to one by chance. */
const idColumns: ReadonlySet<string> = new Set([
  ...['industryId', 'seriesId', 'A', 'B', 'scope', 'subjectId'],
  ...['organizationId', 'organizerId', 'speakerId', 'personId'],
]);

function replaceIds(row: Row, replaced: Replaced): Row {
  if (replaced.size === 0) return row;
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      idColumns.has(column) && typeof value === 'string' ? (replaced.get(value) ?? value) : value,
    ]),
  );
}
