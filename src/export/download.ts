/**
 * Downloads of an exhibition for organizers. A file is made as a whole before its first byte is sent: a client that reads
 * slowly holds memory, and no transaction and no connection to the database.
 */
import type { Identity } from '../auth/identity.ts';
import { requireOrganizer, requireOrganizerOf, type ScopedSeries } from '../auth/policies.ts';
import type { Database } from '../database/database.ts';
import { querySql, type ReadDatabase, sql } from '../database/sql.ts';
import { CodedError } from '../errors/coded-error.ts';
import { seriesColumn } from '../graphql/scope-columns.ts';
import { type SheetId, sheetIds } from '../sheets/sheet-list.ts';
import { type ExportFormat, runExport } from './run-export.ts';

/** A file that a path names: /export/<slug>.xlsx, /export/<slug>.json or /export/<slug>/<sheet>.csv. */
export interface ExportPath {
  slug: string;
  format: Extract<ExportFormat, 'csv' | 'json' | 'xlsx'>;
  sheet: SheetId | null;
}

export interface Download {
  /** The name of the file. */
  name: string;
  mediaType: string;
  body: Buffer;
}

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

const mib = 1024 * 1024;
const maxDownloadBytes = 64 * mib;
/** On one server. Each uses a connection of the pool of queries. */
const maxDownloadsAtOnce = 2;
const retryAfterSeconds = 5;

/** Null if the path is not that of an export. */
export function exportPathOf(path: string): ExportPath | null {
  const [, slug = '', sheetName, extension = ''] =
    /^\/export\/([a-z0-9-]{1,80})(?:\/([a-z-]{1,40}))?\.(csv|json|xlsx)$/.exec(path) ?? [];
  const format = extension as ExportPath['format'];
  if (!slug || (format === 'csv') !== (sheetName !== undefined)) return null;
  const sheet = sheetIds.find((id) => fileNameOf(id) === sheetName) ?? null;
  return sheet === null && format === 'csv' ? null : { slug, format, sheet };
}

/** "deal-parties" of dealParties. */
export function fileNameOf(sheet: SheetId): string {
  return sheet.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

export class Downloads {
  readonly #database: ReadDatabase & Pick<Database, 'pool'>;
  #running = 0;

  constructor(database: ReadDatabase & Pick<Database, 'pool'>) {
    this.#database = database;
  }

  /** Null if there is no such exhibition. `isWanted` is asked again and again: a client may have gone. */
  async make(
    identity: Identity,
    { slug, format, sheet }: ExportPath,
    isWanted: () => boolean,
  ): Promise<Download | null> {
    requireOrganizer(identity);
    const exhibition = await this.#find(slug);
    if (!exhibition) return null;
    requireOrganizerOf(identity, exhibition);
    if (this.#running >= maxDownloadsAtOnce) throw busy();
    this.#running++;
    try {
      const chunks: Uint8Array[] = [];
      let bytes = 0;
      const target = () =>
        new WritableStream<Uint8Array>({
          write(chunk) {
            bytes += chunk.length;
            if (!isWanted()) throw new CodedError('BAD_REQUEST', 'The client has closed the connection.');
            if (bytes > maxDownloadBytes) throw tooLarge();
            chunks.push(chunk);
          },
        });
      const isFound = await runExport(this.#database.pool, slug, format, target, { sheet });
      if (!isFound) return null;
      const name = `${slug}${sheet ? `-${fileNameOf(sheet)}` : ''}.${format}`;
      return { name, mediaType: mediaTypes[format], body: Buffer.concat(chunks) };
    } finally {
      this.#running--;
    }
  }

  async #find(slug: string): Promise<{ slug: string; series: ScopedSeries } | undefined> {
    const [exhibition] = await querySql<{ slug: string; series: ScopedSeries }>(
      this.#database,
      sql`SELECT exhibition."slug", ${seriesColumn} FROM "Exhibition" AS exhibition WHERE exhibition."slug" = ${slug}`,
    );
    return exhibition;
  }
}

function busy(): CodedError {
  const message = 'Other downloads are being prepared. Send the same request again.';
  return new CodedError('UNAVAILABLE', message, { headers: { 'retry-after': String(retryAfterSeconds) } });
}

function tooLarge(): CodedError {
  const message = `The file exceeds the limit of ${maxDownloadBytes / mib} MiB. Use npm run export.`;
  return new CodedError('BAD_REQUEST', message, { status: 413 });
}
