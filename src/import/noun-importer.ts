import type { LongTransaction } from '../database/long-transaction.ts';
import { sql } from '../database/sql.ts';
import { encodeNodeId } from '../graphql/global-id.ts';
import { createNames } from '../sheets/read-words.ts';
import type { SheetId } from '../sheets/sheet-list.ts';
import { findStored } from './find-stored.ts';
import type { ImportContext, ImportOptions } from './import-options.ts';
import { type ImportedObject, issueAt, issueOfRow, isValid, readObjects, rowsOf } from './imported-object.ts';
import type { Noun, Scope } from './noun.ts';
import { planObject, referencesOf, replaceReferences } from './plan-object.ts';
import type { MappedSheet } from './read-workbook.ts';
import { References, referencedTables, tableOf } from './references.ts';
import { writePlans } from './write-plans.ts';

export type LoadedScope = Scope & { isOpen: boolean };

/** One import: the nouns in order, each in batches. */
export class NounImporter {
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
    await this.#resolve(batch);
    const { read } = this.#transaction;
    const source = { read, references: this.#references, scope: this.#scope };
    const stored = await findStored(source, noun, batch.filter(isValid));
    const plans = batch.filter(isValid).flatMap((record) => {
      const existing = stored.get(record) ?? null;
      if (!existing && noun.create === noun.update) {
        const row = rowsOf(record)[0]!;
        row.issues.push(issueAt(row, noun.target, 'UNKNOWN_REFERENCE', `"${record.key}" is not known`));
        return [];
      }
      return planObject(noun, record, existing, this.#scope) ?? [];
    });
    const writing = {
      context: this.#context,
      transaction: this.#transaction,
      references: this.#references,
      pause: this.#options.pause,
    };
    await writePlans(
      writing,
      noun,
      plans.filter(({ record }) => isValid(record)),
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
