/**
 * Imports the rows of spreadsheets.
 *
 * Promises: the rules are those of the verbs, which decide each row; audit records, creators and versions are written as
 * by them. Everything is one transaction: a check rolls it back, so that it says exactly what an import would do. If a
 * row has an error, nothing is written, unless the caller wants the other rows. Nothing that was announced changes, and
 * nothing is announced.
 */
import { requireOrganizerOf } from '../auth/policies.ts';
import { advisoryLocks } from '../database/advisory-locks.ts';
import { inLongTransaction } from '../database/long-transaction.ts';
import { sql } from '../database/sql.ts';
import { ImportInProgress } from '../errors/user-errors.ts';
import type { SheetId } from '../sheets/sheet-list.ts';
import type { ImportContext, ImportOptions } from './import-options.ts';
import { reportOf } from './imported-object.ts';
import { type LoadedScope, NounImporter } from './noun-importer.ts';
import { nouns } from './nouns.ts';
import type { MappedSheet, Workbook } from './read-workbook.ts';
import { type FileIssue, type ImportReport, type RowReport, summarize } from './report.ts';

const scopedSheets: readonly SheetId[] = [
  ...(['exchangeRates', 'venues', 'exhibitors', 'deals', 'dealParties', 'speeches'] as const),
  ...(['ceremonies', 'programme', 'figures', 'sources'] as const),
];

export async function runImport(
  context: ImportContext,
  workbook: Workbook,
  options: ImportOptions,
): Promise<ImportReport> {
  const rows: RowReport[] = [];
  const issues = [...workbook.issues];
  let isCommitted = false;
  let scope: LoadedScope | null = null;
  if (issues.length > 0) return summarize(rows, { isCommitted, exhibition: null, issues });
  await inLongTransaction(context.database.writePool, async (transaction) => {
    // Imports run one after another.
    const [lock] = await transaction.read<{ locked: boolean }>(
      sql`SELECT pg_try_advisory_xact_lock(${advisoryLocks.import}) AS locked`,
    );
    if (!lock!.locked) throw new ImportInProgress('Another import has not ended yet. Try again later.');
    const importer = new NounImporter(context, transaction, workbook.sheets, options);
    for (const noun of nouns) {
      const records = await importer.importNoun(noun);
      rows.push(...records.flatMap(reportOf));
      if (noun.sheet !== 'exhibition') continue;
      scope = await importer.loadScope();
      if (scope) requireOrganizerOf(context.identity, { slug: scope.slug, series: { slug: scope.series } });
      const issue = issueOfScope(workbook.sheets, scope, options);
      if (issue) issues.push(issue);
      if (issue) break;
    }
    const isComplete = issues.length === 0 && rows.every((row) => row.action !== 'INVALID');
    context.requireValid();
    isCommitted = !options.isCheck && issues.length === 0 && (isComplete || options.skipsInvalid);
    return isCommitted;
  });
  const found = scope as LoadedScope | null;
  if (isCommitted && found) options.onCommitted?.(found.id);
  return summarize(rows, { isCommitted, exhibition: found?.slug ?? null, issues });
}

function issueOfScope(
  sheets: ReadonlyMap<SheetId, MappedSheet>,
  scope: LoadedScope | null,
  { exhibition }: ImportOptions,
): FileIssue | null {
  const [first] = scopedSheets.flatMap((id) => sheets.get(id) ?? []);
  const at = { file: '', sheet: first?.name ?? null, row: null, column: null, value: null };
  if (!scope && (first || exhibition !== undefined)) {
    const message = exhibition
      ? `There is no exhibition ${exhibition}.`
      : 'The rows belong to an exhibition: name it, or add a valid row to the sheet Exhibition.';
    return { ...at, code: 'UNKNOWN_EXHIBITION', message };
  }
  // Rows that an import locks until its end could not be signed.
  if (scope?.isOpen && (first || sheets.has('exhibition'))) {
    const message = `A ceremony of ${scope.slug} is open. Import when it is closed.`;
    return { ...at, code: 'CEREMONY_OPEN', message };
  }
  return null;
}
