/** Compares what the rows say of an object with what is stored, and makes the input of the verb that is needed. */
import { encodeNodeId } from '../graphql/global-id.ts';
import type { Column } from '../sheets/column.ts';
import type { LocalizedCells } from '../sheets/read-cells.ts';
import { sheets } from '../sheets/sheet-list.ts';
import type { LocalizedText } from '../text/localized-text.ts';
import { isSameValue, mergeTexts } from './compare-values.ts';
import { type ImportedObject, issueAt, rowsOf, type SourceRow } from './imported-object.ts';
import type { Noun, Scope, Values, Verb } from './noun.ts';
import { type References, referencedTables } from './references.ts';

export interface Stored {
  id: string;
  typename: string;
  values: Values;
}

export interface Plan {
  record: ImportedObject;
  verb: Verb;
  input: Values;
}

/** planObject returns null if there is nothing to do, and adds an issue if it cannot be done. */
export function planObject(
  noun: Noun,
  record: ImportedObject,
  stored: Stored | null,
  scope: Scope | null,
): Plan | null {
  const given = valuesOf(noun, record, stored);
  if (!stored) {
    record.action = 'CREATE';
    const owner = noun.owner && scope ? noun.owner(given, scope) : {};
    const input = Object.fromEntries(
      Object.entries({ ...given, ...owner }).filter(([, value]) => value !== null && value !== undefined),
    );
    record.changed = Object.keys(given).filter((field) => given[field] != null);
    const verb = noun.record && input[noun.record.field] !== undefined ? noun.record.verb : noun.create;
    const row = rowsOf(record)[0]!;
    for (const field of Object.keys(given).filter(
      (each) => given[each] != null && !(each in verb.input.shape),
    ))
      row.issues.push(issueAt(row, field, 'INVALID_VALUE', onlyOfRecords(noun)));
    return { record, verb, input: { ...onlyFields(verb, input), ...unusedKey(verb) } };
  }
  record.id = encodeNodeId(stored.typename, stored.id);
  const changed = Object.keys(given).filter((field) => !isSameValue(given[field], stored.values[field]));
  record.changed = changed;
  record.action = changed.length === 0 ? 'UNCHANGED' : 'UPDATE';
  if (changed.length === 0) return null;
  const fields = noun.update.input.shape as Values;
  const row = rowsOf(record)[0]!;
  for (const field of changed.filter((each) => !(each in fields)))
    row.issues.push(issueAt(row, field, 'CANNOT_CHANGE', 'never changes after the creation'));
  const target = noun.targetIsKey ? record.key : record.id;
  const input = {
    [noun.target]: target,
    ...Object.fromEntries(changed.map((field) => [field, given[field]])),
    ...unusedKey(noun.update),
  };
  return { record, verb: noun.update, input };
}

function onlyOfRecords({ record }: Noun): string {
  return record
    ? `belongs to what has happened already: fill ${record.field} too`
    : 'is not a value of a new object';
}

/** Verbs that can announce require an idempotency key. An import uses none: nothing that is announced passes. */
function unusedKey({ input: { shape } }: Verb): Values {
  const { idempotencyKey } = shape as {
    idempotencyKey?: { safeParse(value: unknown): { success: boolean } };
  };
  return idempotencyKey && !idempotencyKey.safeParse(undefined).success ? { idempotencyKey: 'not-used' } : {};
}

function onlyFields(verb: Verb, input: Values): Values {
  return Object.fromEntries(Object.entries(input).filter(([field]) => field in verb.input.shape));
}

/** The input fields of the rows: texts merged with those that are stored, references not yet replaced. */
function valuesOf(noun: Noun, { row, parts }: ImportedObject, stored: Stored | null): Values {
  const values: Values = {};
  const isNatural = !('table' in noun.identity);
  for (const [field, value] of Object.entries(row?.values ?? {})) {
    if (field === 'key' && !isNatural) continue;
    const { kind } = columnOf(row!, field);
    values[field] =
      kind === 'localized'
        ? mergeTexts(stored?.values[field] as LocalizedText | null, value as LocalizedCells)
        : value;
  }
  if (noun.parts && (parts.length > 0 || row === null)) {
    const { key } = sheets[noun.parts.sheet];
    const compose = noun.parts.compose ?? withoutNull;
    const items = (stored?.values[noun.parts.field] ?? []) as Values[];
    values[noun.parts.field] = parts.map((part) => {
      // The currency identifies a rate and belongs to it; the key of a deal does not belong to its party.
      const own = Object.entries(part.values).filter(
        ([field]) => field !== key || noun.sheet === 'exhibition',
      );
      return compose(
        Object.fromEntries(own.map(([field, value]) => [field, textsOf(part, field, value)])),
        items,
      );
    });
  }
  return noun.compose ? noun.compose(values) : values;
}

/** The texts of a part: it has no stored ones to be merged with. */
function textsOf(part: SourceRow, field: string, value: unknown): unknown {
  return columnOf(part, field).kind === 'localized' ? mergeTexts(null, value as LocalizedCells) : value;
}

function withoutNull(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function columnOf({ sheet }: SourceRow, field: string): Column {
  return (sheets[sheet.id].columns as readonly Column[]).find((column) => column.field === field)!;
}

/** The keys that the rows refer to, by column. */
export function referencesOf(record: ImportedObject): { row: SourceRow; column: Column; keys: string[] }[] {
  return rowsOf(record).flatMap((row) =>
    row.sheet.columns.flatMap(({ column }) => {
      const value = row.values[column.field];
      if (!column.references || value == null) return [];
      return [{ row, column, keys: (Array.isArray(value) ? value : [value]) as string[] }];
    }),
  );
}

/** Replaces keys by global ids. `exhibitors` has the exhibitor of each organization. */
export function replaceReferences(
  record: ImportedObject,
  references: References,
  exhibitors: ReadonlyMap<string, string>,
): void {
  for (const { row, column, keys } of referencesOf(record)) {
    const table = referencedTables[column.references!];
    const ids = keys.map((key) => {
      const found = references.get(table, key);
      const id = found && encodeNodeId(found.typename, found.id);
      const final = column.references === 'exhibitor' ? id && exhibitors.get(id) : id;
      if (final) return final;
      const hasFailed = references.hasFailed(table, key);
      row.issues.push(
        hasFailed
          ? issueAt(row, column.field, 'INVALID_REFERENCE', `"${key}" is a row with an error`)
          : issueAt(
              row,
              column.field,
              'UNKNOWN_REFERENCE',
              `"${key}" is neither a key nor an id of a known ${column.references}`,
            ),
      );
      return key;
    });
    row.values[column.field] = column.kind === 'references' ? ids : ids[0];
  }
}
