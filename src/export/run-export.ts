/** Exports an exhibition: everything that an organizer sees of it, as it was at one moment. */
import type { Database } from '../database/database.ts';
import { inSnapshot, type Snapshot } from '../database/export-snapshot.ts';
import { sql } from '../database/sql.ts';
import type { SheetId } from '../sheets/sheet-list.ts';
import { byteOrderMark, csvLine } from '../spreadsheets/write-csv.ts';
import { writeXlsx } from '../spreadsheets/write-xlsx.ts';
import { archiveLines } from './archive.ts';
import { ExhibitionReader } from './exported-nouns.ts';
import { type SheetRows, sheetsOf } from './sheet-rows.ts';

export const exportFormats = ['csv', 'xlsx', 'json', 'archive'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Opens a file to write to. CSV has one for each sheet, with this name; the others have one. */
export type OpenTarget = (sheet: string | null) => WritableStream<Uint8Array>;

export interface ExportOptions {
  /** The sheet of a CSV export. Null for all. */
  sheet?: SheetId | null;
}

/** Returns false if there is no such exhibition. */
export function runExport(
  pool: Database['pool'],
  slug: string,
  format: ExportFormat,
  open: OpenTarget,
  { sheet = null }: ExportOptions = {},
): Promise<boolean> {
  return inSnapshot(pool, async (snapshot) => {
    const [exhibition] = await snapshot.read<{ id: string; slug: string }>(
      sql`SELECT "id", "slug" FROM "Exhibition" WHERE "slug" = ${slug}`,
    );
    if (!exhibition) return false;
    await write(snapshot, exhibition, format, open, sheet);
    return true;
  });
}

async function write(
  snapshot: Snapshot,
  exhibition: { id: string; slug: string },
  format: ExportFormat,
  open: OpenTarget,
  only: SheetId | null,
): Promise<void> {
  if (format === 'archive') return writeText(archiveLines(snapshot, exhibition), open(null));
  const sheets = sheetsOf(new ExhibitionReader(snapshot.read, exhibition.id));
  if (format === 'json') return writeText(jsonOf(sheets), open(null));
  if (format === 'xlsx')
    return writeXlsx(
      sheets.map(({ name, rows }) => ({ name, rows: rows() })),
      open(null),
    );
  for (const sheet of sheets.filter(({ id }) => only === null || id === only))
    await writeText(csvOf(sheet), open(sheet.name));
}

async function* csvOf({ rows }: SheetRows): AsyncGenerator<string> {
  yield byteOrderMark;
  for await (const cells of rows()) yield csvLine(cells);
}

/** An object of sheets, each a list of objects by header. Cells are as in the spreadsheets, without apostrophes. */
async function* jsonOf(sheets: readonly SheetRows[]): AsyncGenerator<string> {
  for (const [index, { id, rows }] of sheets.entries()) {
    yield `${index === 0 ? '{' : ','}\n${JSON.stringify(id)}: [`;
    let headers: readonly (string | null)[] | null = null;
    let separator = '\n';
    for await (const cells of rows()) {
      if (!headers) {
        headers = cells;
        continue;
      }
      const names = headers;
      yield separator + JSON.stringify(Object.fromEntries(cells.map((cell, at) => [names[at], cell])));
      separator = ',\n';
    }
    yield '\n]';
  }
  yield '\n}\n';
}

/** Waits for a slow receiver. */
async function writeText(parts: AsyncIterable<string>, target: WritableStream<Uint8Array>): Promise<void> {
  const writer = target.getWriter();
  const encoder = new TextEncoder();
  for await (const part of parts) {
    await writer.ready;
    await writer.write(encoder.encode(part));
  }
  await writer.close();
}
