/** The sources of a reported figure. */
import type { z } from 'zod';
import { isoDay } from '../../catalog/exhibitions/exhibition-input.ts';
import { type Sql, sql } from '../../database/sql.ts';
import type { sources } from './figure-input.ts';

export interface SourceColumns {
  id: string;
  publisher: string;
  reference: string;
  publishedOn: string;
  url: string | null;
}

export function sourceColumns(given: z.output<typeof sources>, newId: () => string): SourceColumns[] {
  return given.map(({ publisher, reference, publishedOn, url }) => ({
    id: newId(),
    publisher,
    reference: reference ?? '',
    publishedOn: isoDay(publishedOn),
    url: url ?? null,
  }));
}

/** A known source keeps its row. It is identified by publisher, reference and day, and locked in that order. */
export function linkSources(figureId: string, sources: readonly SourceColumns[]): Sql {
  return sql`
    WITH given AS (
      SELECT * FROM jsonb_populate_recordset(NULL::"Source", ${JSON.stringify(sources)}::jsonb)
    ), inserted AS (
      INSERT INTO "Source" ("id", "publisher", "reference", "publishedOn", "url")
      SELECT "id", "publisher", "reference", "publishedOn", "url" FROM given
      ORDER BY "publisher", "reference", "publishedOn"
      ON CONFLICT ("publisher", "reference", "publishedOn") DO UPDATE SET "publisher" = EXCLUDED."publisher"
      RETURNING "id"
    )
    INSERT INTO "_ReportedFigureToSource" ("A", "B") SELECT ${figureId}::uuid, "id" FROM inserted`;
}
