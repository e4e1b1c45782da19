import type { ReadRows } from '../database/sql-transaction.ts';
import type { SheetId } from '../sheets/sheet-list.ts';
import { type ImportedObject, issueAt, rowsOf } from './imported-object.ts';
import type { Noun, Scope, Values } from './noun.ts';
import type { Stored } from './plan-object.ts';
import type { References } from './references.ts';

interface StoredSource {
  read: ReadRows;
  references: References;
  /** The exhibition of the rows. */
  scope: Scope | null;
}

/** The objects that the rows name, as they are stored. A row whose key is of another kind of object gets an issue. */
export async function findStored(
  { read, references, scope }: StoredSource,
  noun: Noun,
  batch: readonly ImportedObject[],
): Promise<ReadonlyMap<ImportedObject, Stored>> {
  const ids = new Map<ImportedObject, { id: string; typename: string }>();
  if ('table' in noun.identity) {
    const { table } = noun.identity;
    await references.load(
      table,
      batch.map(({ key }) => key),
    );
    for (const record of batch) {
      const found = references.get(table, record.key);
      if (found) ids.set(record, found);
    }
  } else {
    // An exhibitor is named by its organization, whose key is an id by now.
    const keyOf = ({ row, key }: ImportedObject) =>
      noun.sheet === 'exhibitors' ? String(row?.values.organization ?? key) : key;
    const rows = await read<{ id: string; key: string }>(noun.identity.find(batch.map(keyOf), scope));
    const idsByKey = new Map(rows.map(({ id, key }) => [key, id]));
    for (const record of batch) {
      const id = idsByKey.get(keyOf(record));
      if (id) ids.set(record, { id, typename: naturalTypename(noun) });
    }
  }
  if (ids.size === 0) return new Map();
  const rows = await read<{ id: string; values: Values }>(noun.stored([...ids.values()].map(({ id }) => id)));
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

function naturalTypename({ sheet }: Noun): string {
  const typenames: Partial<Record<SheetId, string>> = {
    industries: 'Industry',
    series: 'ExhibitionSeries',
    exhibition: 'Exhibition',
    exhibitors: 'Exhibitor',
  };
  return typenames[sheet]!;
}
