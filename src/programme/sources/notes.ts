/** The notes and sources of a deal or a speech: what was reported beside it. Announcements do not contain them. */
import { rawSql, type Sql, sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { localized } from '../../mutations/validators.ts';
import { updateRow } from '../../mutations/write-rows.ts';
import { type LocalizedText, sortByLanguages } from '../../text/localized-text.ts';
import { replaceSources, sourcesColumn } from './link-sources.ts';
import { type SourceColumns, sourceColumns, sources } from './source-input.ts';

type Reported = 'Deal' | 'Speech';

export const notesInput = {
  noteTranslations: localized(2_000)
    .nullish()
    .describe('Further reported facts: at most 2,000 characters in each language. Null clears them.'),
  sources: sources
    .nullish()
    .describe(
      'The publications that reported it, at most 20. They replace the previous ones; null or an empty list removes them.',
    ),
};

interface GivenNotes {
  noteTranslations?: LocalizedText | null | undefined;
  sources?: Parameters<typeof sourceColumns>[0] | null | undefined;
}

export interface LoadedNotes {
  notes: LocalizedText | null;
  sources: Omit<SourceColumns, 'id'>[];
}

/** Call it after the deal or the speech was locked. Null if there is none. */
export async function loadNotes(read: ReadRows, table: Reported, id: string): Promise<LoadedNotes | null> {
  const [found] = await read<LoadedNotes>(sql`
    SELECT item."notes", ${sourcesColumn(table)} FROM ${rawSql(`"${table}"`)} AS item WHERE item."id" = ${id}::uuid`);
  return found ?? null;
}

/** The statements, and both states for the audit log. What is absent stays. */
export function writeNotes(
  table: Reported,
  id: string,
  before: LoadedNotes,
  { noteTranslations, sources: given }: GivenNotes,
  { languages, newId }: { languages: readonly string[]; newId: () => string },
): { before: LoadedNotes; after: LoadedNotes; writes: Sql[] } {
  const notes =
    noteTranslations === undefined
      ? before.notes
      : noteTranslations && sortByLanguages(languages, noteTranslations);
  const replaced = given === undefined ? undefined : sourceColumns(given ?? [], newId);
  return {
    before,
    after: { notes, sources: replaced?.map(({ id: _, ...source }) => source) ?? before.sources },
    writes: [...updateRow(table, id, { notes }), ...(replaced ? replaceSources(table, id, replaced) : [])],
  };
}
