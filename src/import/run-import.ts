/**
 * Imports the rows of spreadsheets.
 *
 * Promises: the rules are those of the verbs, which decide each row; audit records, creators and versions are written as
 * by them. Everything is one transaction: a check rolls it back, so that it says exactly what an import would do. If a
 * row has an error, nothing is written, unless the caller wants the other rows. Nothing that was announced changes, and
 * nothing is announced.
 */
import { isDeepStrictEqual } from 'node:util';
import { requireOrganizerOf } from '../auth/policies.ts';
import { advisoryLocks } from '../database/advisory-locks.ts';
import { inLongTransaction, type LongTransaction } from '../database/long-transaction.ts';
import { sql } from '../database/sql.ts';
import type { ReadRows } from '../database/sql-transaction.ts';
import { ImportInProgress, UserError } from '../errors/user-errors.ts';
import type { Context } from '../graphql/context.ts';
import { encodeNodeId } from '../graphql/global-id.ts';
import { auditSql, keepNoRowsSql, keepRowsSql } from '../mutations/audit-log.ts';
import { announcementsOf, type Decision, withoutUnchanged } from '../mutations/decision.ts';
import type { Warned } from '../mutations/input-warning.ts';
import { readInput } from '../mutations/read-input.ts';
import { alreadyExists } from '../mutations/unique-violations.ts';
import { decidingAt, readTime } from '../mutations/unit-of-work.ts';
import type { DecimalSign } from '../sheets/read-amount.ts';
import { createNames } from '../sheets/read-words.ts';
import type { SheetId } from '../sheets/sheet-list.ts';
import type { Pause } from '../stream/pause.ts';
import {
  type ImportedObject,
  issueAt,
  issueOfRow,
  isValid,
  readObjects,
  reportOf,
  rowsOf,
} from './imported-object.ts';
import { addIssuesOf, addWarnings } from './issues-of-error.ts';
import type { Noun, Scope, Values } from './noun.ts';
import { nouns } from './nouns.ts';
import { type Plan, planObject, referencesOf, replaceReferences, type Stored } from './plan-object.ts';
import type { MappedSheet, Workbook } from './read-workbook.ts';
import { References, referencedTables, tableOf } from './references.ts';
import { type FileIssue, type ImportReport, type RowReport, summarize } from './report.ts';

export interface ImportOptions {
  /** The exhibition of the rows. Default: that of the sheet of the exhibition. */
  exhibition?: string | undefined;
  decimalSign?: DecimalSign | undefined;
  pause: Pause;
  /** Writes nothing. */
  isCheck: boolean;
  /** Writes the rows without errors, although others have some. */
  skipsInvalid: boolean;
  /** Throws if the import has to end, such as at a time limit. Called between batches. */
  requireTime?(): void;
  onProgress?(done: number): void;
  /** Called with the id of the exhibition. */
  onCommitted?(exhibitionId: string): void;
}

type LoadedScope = Scope & { isOpen: boolean };

export type ImportContext = Pick<Context, 'identity' | 'requestId' | 'database' | 'requireValid' | 'now'>;

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
    const run = new ImportRun(context, transaction, workbook.sheets, options);
    for (const noun of nouns) {
      const records = await run.importNoun(noun);
      rows.push(...records.flatMap(reportOf));
      if (noun.sheet !== 'exhibition') continue;
      scope = await run.loadScope();
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

class ImportRun {
  readonly #context: ImportContext;
  readonly #transaction: LongTransaction;
  readonly #sheets: ReadonlyMap<SheetId, MappedSheet>;
  readonly #options: ImportOptions;
  readonly #references: References;
  readonly #names = createNames();
  /** The slug of the exhibition in the files. */
  #slug: string | undefined;
  #scope: Scope | null = null;
  #done = 0;

  constructor(
    context: ImportContext,
    transaction: LongTransaction,
    sheets: ReadonlyMap<SheetId, MappedSheet>,
    options: ImportOptions,
  ) {
    this.#context = context;
    this.#transaction = transaction;
    this.#sheets = sheets;
    this.#options = options;
    this.#slug = options.exhibition;
    this.#references = new References(transaction.read);
  }

  async importNoun(noun: Noun): Promise<ImportedObject[]> {
    const { decimalSign } = this.#options;
    const isThere = this.#sheets.has(noun.sheet) || (noun.parts && this.#sheets.has(noun.parts.sheet));
    if (!isThere) return [];
    noun.create.rights(this.#context.identity);
    const records = await readObjects(noun, this.#sheets, {
      names: this.#names,
      decimalSign,
      timeZone: this.#scope?.timeZone ?? 'UTC',
      pause: this.#options.pause,
    });
    if (noun.sheet === 'exhibition') this.#requireOneExhibition(records);
    for (const batch of batchesOf(noun, records)) {
      this.#options.requireTime?.();
      await this.#options.pause();
      await this.#importBatch(noun, batch);
      const table = tableOf(noun);
      for (const record of batch) if (table && !isValid(record)) this.#references.fail(table, record.key);
      this.#done += batch.length;
      this.#options.onProgress?.(this.#done);
    }
    return records;
  }

  /** The exhibition that the rows after it belong to. */
  async loadScope(): Promise<LoadedScope | null> {
    const [found] = await this.#transaction.read<LoadedScope>(sql`
      SELECT exhibition."id", exhibition."slug", exhibition."seriesId", series."slug" AS series,
             exhibition."timeZone", exhibition."languages",
             EXISTS (SELECT FROM "Ceremony" AS ceremony
                     WHERE ceremony."exhibitionId" = exhibition."id" AND ceremony."status" = 'OPEN') AS "isOpen"
      FROM "Exhibition" AS exhibition JOIN "ExhibitionSeries" AS series ON series."id" = exhibition."seriesId"
      WHERE exhibition."slug" = ${this.#slug ?? null}`);
    this.#scope = found ?? null;
    this.#references.scope = this.#scope;
    return found ?? null;
  }

  #requireOneExhibition(records: readonly ImportedObject[]): void {
    for (const [index, { row, key, parts }] of records.entries()) {
      if (!row) {
        // Rates without the sheet of the exhibition belong to the one that the caller names.
        if (index === 0 && this.#slug !== undefined) records[0]!.key = this.#slug;
        else if (parts[0]) parts[0].issues.push(issueOfRow('REQUIRED', 'needs an exhibition'));
        continue;
      }
      const expected = this.#slug ?? key;
      if (index > 0 || key !== expected)
        row.issues.push(
          issueAt(
            row,
            'slug',
            'INVALID_VALUE',
            `is another exhibition than ${expected}: import one at a time`,
          ),
        );
      else this.#slug = key;
    }
  }

  async #importBatch(noun: Noun, batch: readonly ImportedObject[]): Promise<void> {
    const { read } = this.#transaction;
    await this.#resolve(batch);
    const stored = await this.#findStored(noun, batch.filter(isValid));
    const plans = batch.filter(isValid).flatMap((record) => {
      const existing = stored.get(record) ?? null;
      if (!existing && noun.create === noun.update) {
        const row = rowsOf(record)[0]!;
        row.issues.push(issueAt(row, noun.target, 'UNKNOWN_REFERENCE', `"${record.key}" is not known`));
        return [];
      }
      return planObject(noun, record, existing, this.#scope) ?? [];
    });
    await this.#apply(
      noun,
      plans.filter(({ record }) => isValid(record)),
      read,
    );
  }

  /** Replaces the keys that the rows refer to by ids. */
  async #resolve(batch: readonly ImportedObject[]): Promise<void> {
    const wanted = batch.flatMap(referencesOf);
    for (const table of new Set(wanted.map(({ column }) => referencedTables[column.references!])))
      await this.#references.load(
        table,
        wanted
          .filter(({ column }) => referencedTables[column.references!] === table)
          .flatMap(({ keys }) => keys),
      );
    const exhibitors = await this.#loadExhibitors(wanted);
    for (const record of batch) replaceReferences(record, this.#references, exhibitors);
  }

  /** The exhibitors of this exhibition by the global id of their organization. */
  async #loadExhibitors(wanted: ReturnType<typeof referencesOf>): Promise<ReadonlyMap<string, string>> {
    const organizations = wanted
      .filter(({ column }) => column.references === 'exhibitor')
      .flatMap(({ keys }) => keys.flatMap((key) => this.#references.get('Organization', key) ?? []));
    if (organizations.length === 0) return new Map();
    const rows = await this.#transaction.read<{ id: string; organizationId: string }>(sql`
      SELECT "id", "organizationId" FROM "Exhibitor"
      WHERE "exhibitionId" = ${this.#scope?.id ?? null}::uuid
        AND "organizationId" = ANY(${organizations.map(({ id }) => id)}::uuid[])`);
    return new Map(
      rows.map(({ id, organizationId }) => {
        const { typename } = organizations.find((each) => each.id === organizationId)!;
        return [encodeNodeId(typename, organizationId), encodeNodeId('Exhibitor', id)];
      }),
    );
  }

  async #findStored(
    noun: Noun,
    batch: readonly ImportedObject[],
  ): Promise<ReadonlyMap<ImportedObject, Stored>> {
    const ids = new Map<ImportedObject, { id: string; typename: string }>();
    if ('table' in noun.identity) {
      const { table } = noun.identity;
      await this.#references.load(
        table,
        batch.map(({ key }) => key),
      );
      for (const record of batch) {
        const found = this.#references.get(table, record.key);
        if (found) ids.set(record, found);
      }
    } else {
      // An exhibitor is named by its organization, whose key is an id by now.
      const keyOf = ({ row, key }: ImportedObject) =>
        noun.sheet === 'exhibitors' ? String(row?.values.organization ?? key) : key;
      const rows = await this.#transaction.read<{ id: string; key: string }>(
        noun.identity.find(batch.map(keyOf), this.#scope),
      );
      const idsByKey = new Map(rows.map(({ id, key }) => [key, id]));
      for (const record of batch) {
        const id = idsByKey.get(keyOf(record));
        if (id) ids.set(record, { id, typename: naturalTypename(noun) });
      }
    }
    if (ids.size === 0) return new Map();
    const rows = await this.#transaction.read<{ id: string; values: Values }>(
      noun.stored([...ids.values()].map(({ id }) => id)),
    );
    const values = new Map(rows.map((row) => [row.id, row.values]));
    return new Map(
      [...ids].flatMap(([record, { id, typename }]) => {
        const found = values.get(id);
        if (found) return [[record, { id, typename, values: found }] as const];
        const row = rowsOf(record)[0]!;
        row.issues.push(issueAt(row, 'key', 'DUPLICATE_KEY', 'is the key of an object of another kind'));
        return [];
      }),
    );
  }

  /** If the database refuses a row of a batch, each row is tried by itself. */
  async #apply(noun: Noun, plans: readonly Plan[], read: ReadRows): Promise<void> {
    if (plans.length === 0) return;
    try {
      await this.#transaction.step(() => this.#decideAndWrite(noun, plans, read));
    } catch (error) {
      if (!isRefusedByDatabase(error)) throw error;
      const [plan] = plans;
      if (plans.length > 1) for (const each of plans) await this.#apply(noun, [each], read);
      else {
        const known = alreadyExists(error);
        const issue = known ?? { code: 'CONFLICT', message: 'conflicts with another row or object' };
        rowsOf(plan!.record)[0]!.issues.push(issueOfRow(issue.code, issue.message));
      }
    }
  }

  async #decideAndWrite(noun: Noun, plans: readonly Plan[], read: ReadRows): Promise<void> {
    const deciding = decidingAt(this.#context.identity, await readTime(read, this.#context));
    const { at } = deciding;
    const once = readOnce(read);
    const decided = await Promise.all(
      plans.map(async ({ record, verb, input }) => {
        try {
          const parsed = readInput(verb.input, input) as never;
          const loaded = (await verb.load(once, parsed)) as never;
          const decision = withoutUnchanged(verb.decide(loaded, parsed, deciding));
          if (announcementsOf(decision).length > 0) {
            const message = 'would be announced: change it with its mutation';
            rowsOf(record)[0]!.issues.push(issueOfRow('ALREADY_ANNOUNCED', message));
            return null;
          }
          addWarnings((decision.result as Warned).warnings ?? [], noun, record, input);
          return { record, verb, decision };
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          addIssuesOf(error, noun, record, input);
          return null;
        }
      }),
    );
    const done = decided.filter((each) => each !== null);
    await this.#options.pause();
    await this.#transaction.write([
      ...done.flatMap(({ verb, decision: { writes, audit } }) => {
        // A change of its own for each row, so that each can be undone.
        const change = deciding.newId();
        const audited = { change, announced: false, entries: audit };
        if (audit.length === 0) return writes;
        const { before, records } = auditSql(this.#context, verb.name, at, audited);
        return [keepRowsSql(change), ...writes, ...before, records];
      }),
      ...this.#keySql(noun, done),
    ]);
    for (const { record, decision } of done) noteResult(record, decision);
    this.#remember(
      noun,
      done.map(({ record }) => record),
    );
  }

  #keySql(noun: Noun, done: readonly { record: ImportedObject; decision: Decision<object> }[]) {
    const table = tableOf(noun);
    const created = done.flatMap(({ record: { action, key }, decision }) => {
      const id = decision.audit[0]?.id;
      return action === 'CREATE' && id ? [{ key, id }] : [];
    });
    // A key belongs to no change of another object.
    return table && created.length > 0 ? [keepNoRowsSql(), this.#references.keySql(table, created)] : [];
  }

  /** Later rows can refer to new objects. */
  #remember(noun: Noun, records: readonly ImportedObject[]): void {
    const table = tableOf(noun);
    if (!table) return;
    for (const { key, id } of records) {
      const [typename, uuid] = Buffer.from(id ?? '', 'base64url')
        .toString()
        .split(':');
      if (typename && uuid) this.#references.add(table, key, { id: uuid, typename });
    }
  }
}

function noteResult(record: ImportedObject, { audit }: Decision<object>): void {
  const [first] = audit;
  if (!first) record.action = 'UNCHANGED';
  else if (record.action === 'CREATE') record.id = encodeNodeId(first.type, first.id);
}

function naturalTypename({ sheet }: Noun): string {
  const typenames: Partial<Record<SheetId, string>> = {
    industries: 'Industry',
    series: 'ExhibitionSeries',
    exhibition: 'Exhibition',
    exhibitors: 'Exhibitor',
  };
  return typenames[sheet]!;
}

/** A co-exhibitor refers to its main exhibitor, which is registered before it. */
function batchesOf(noun: Noun, records: readonly ImportedObject[]): ImportedObject[][] {
  if (noun.sheet !== 'exhibitors') return chunksOf(records, noun.batch);
  const isCo = ({ row }: ImportedObject) => row?.values.mainExhibitor != null;
  return [records.filter((each) => !isCo(each)), records.filter(isCo)].flatMap((each) =>
    chunksOf(each, noun.batch),
  );
}

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** Equal statements of the rows of a batch are sent once: nothing is written between them. */
function readOnce(read: ReadRows): ReadRows {
  const sent = new Map<string, { values: readonly unknown[]; rows: Promise<object[]> }[]>();
  return (statement) => {
    const equal = sent.get(statement.text) ?? [];
    sent.set(statement.text, equal);
    const known = equal.find(({ values }) => isDeepStrictEqual(values, statement.values));
    const rows = known?.rows ?? read(statement);
    if (!known) equal.push({ values: statement.values, rows });
    return rows as never;
  };
}

/** Integrity constraints: class 23 of the error codes of Postgres. */
function isRefusedByDatabase(error: unknown): boolean {
  return /^23/.test(String((error as { code?: unknown })?.code ?? ''));
}
