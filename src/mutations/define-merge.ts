/**
 * Defines mutations that merge two objects that are the same in reality. What refers to the duplicate refers to the
 * survivor afterwards. The duplicate stays, archived, with the id of the survivor: its id remains valid. Announcements
 * keep what they were made with.
 */
import { z } from 'zod';
import type { Identity } from '../auth/identity.ts';
import { requireSharedRight, type SharedObject } from '../auth/policies.ts';
import type { ModelName } from '../database/models.ts';
import { rawSql, type Sql, sql } from '../database/sql.ts';
import type { ReadRows } from '../database/sql-transaction.ts';
import { InvalidInput, MergeConflict, NotFound } from '../errors/user-errors.ts';
import { creating, updating } from './common-input.ts';
import { type DefinedMutation, defineMutation } from './define-mutation.ts';
import { assertVersion } from './expected-version.ts';
import { type LockedTable, lockOrder, lockRows, requireLocked } from './row-locks.ts';
import { type SharedTable, sharedColumns } from './shared-object.ts';
import { nodeId } from './validators.ts';

/** A column that refers to the objects. */
export interface MergedReference {
  table: ModelName;
  column: string;
  /** The plural noun of what refers to them. */
  noun: string;
  /** The table whose lock keeps its rows as they are, and the column with the ids of that table. */
  lockedBy: { table: LockedTable; column: string };
  /** The column with which the reference is unique: one row cannot refer to both. */
  uniqueIn?: string;
}

export interface MergedPair {
  duplicate: string;
  survivor: string;
}

interface LoadedObject extends SharedObject {
  id: string;
  version: number;
  archived: boolean;
  mergedIntoId: string | null;
}

export interface LoadedMerge<More> {
  /** The two, and what was merged into the duplicate before. */
  objects: LoadedObject[];
  /** The number of rows per noun that refer to both objects. */
  conflicts: Record<string, number>;
  /** The ids of the objects per noun that refer to the duplicate. */
  moved: Record<string, string[]>;
  more: More;
}

export interface MergeDefinition<More> {
  name: string;
  /** The noun of the error if there is none. */
  noun: string;
  typename: string;
  table: LockedTable & ModelName & SharedTable;
  where?: Sql;
  /** All columns that refer to the objects: nothing else is moved. */
  references: readonly MergedReference[];
  rights(identity: Identity): void;
  /** What else is read, after all locks. */
  load(read: ReadRows, pair: MergedPair): Promise<More>;
  /** Throws where what was read besides forbids the merge. */
  requireMore?(more: More, pair: MergedPair): void;
  /** Further statements, sent before the references are moved. */
  writes(more: More, pair: MergedPair): Sql[];
}

export function defineMerge<More>(
  definition: MergeDefinition<More>,
): DefinedMutation<z.ZodObject, LoadedMerge<More>, MergedPair> {
  const { name, noun, typename, table, where = sql`true`, references, rights } = definition;
  const item = rawSql(`"${table}"`);
  return defineMutation({
    name,
    input: z.object({
      duplicate: nodeId(typename).describe(`The ${noun} that is merged into the other one, and archived.`),
      survivor: nodeId(typename).describe(
        `The ${noun} that remains. It keeps its own values and gets the references of the other one.`,
      ),
      ...updating('duplicate'),
      ...creating,
    }),
    rights,
    errors: [MergeConflict],
    async load(read, pair) {
      const { duplicate, survivor } = pair;
      const isConcerned = sql`
        locked."id" = ANY(${[duplicate, survivor]}::uuid[]) OR locked."mergedIntoId" = ${duplicate}::uuid`;
      const inOrder = references.toSorted(
        (one, other) => lockOrder.indexOf(one.lockedBy.table) - lockOrder.indexOf(other.lockedBy.table),
      );
      const [locks, locked, more, objects, counts] = await Promise.all([
        Promise.all(inOrder.map((reference) => lockReferring(read, reference, duplicate))),
        // FOR UPDATE also waits for what would refer to them from now on, and keeps it waiting.
        lockRows(read, table, isConcerned, 'FOR UPDATE'),
        definition.load(read, pair),
        read<LoadedObject>(sql`
          SELECT "id", "version", "archived", "mergedIntoId", ${sharedColumns(table, sql`item."id"`)}
          FROM ${item} AS item
          WHERE ("id" = ANY(${[duplicate, survivor]}::uuid[]) OR "mergedIntoId" = ${duplicate}::uuid) AND ${where}
          ORDER BY "id"`),
        Promise.all(inOrder.map((reference) => countReferring(read, reference, pair))),
      ]);
      requireLocked(
        locked,
        objects.map(({ id }) => id),
      );
      for (const [index, { referring }] of counts.entries()) requireLocked(locks[index]!, referring);
      const of = <Value>(value: (counted: Counted) => Value) =>
        Object.fromEntries(inOrder.map((reference, index) => [reference.noun, value(counts[index]!)]));
      return { objects, more, conflicts: of((each) => each.conflicts), moved: of((each) => each.moved) };
    },
    decide({ objects, conflicts, moved, more }, { duplicate, survivor, expectedVersion }, { identity }) {
      const find = (field: string, id: string) => {
        const found = objects.find((each) => each.id === id);
        if (!found) throw new NotFound(noun, ['input', field]);
        return found;
      };
      const merged = find('duplicate', duplicate);
      const remaining = find('survivor', survivor);
      // The survivor keeps its values: who uses it elsewhere notices nothing.
      requireSharedRight(identity, merged);
      if (duplicate === survivor) throw InvalidInput.at(['input', 'survivor'], 'is the duplicate itself');
      assertVersion(expectedVersion, { typename, id: duplicate, version: merged.version });
      requireMergeable(merged, remaining);
      definition.requireMore?.(more, { duplicate, survivor });
      requireNoConflict(conflicts);
      const earlier = objects.filter((each) => each.mergedIntoId === duplicate);
      return {
        result: { duplicate, survivor },
        writes: [
          ...definition.writes(more, { duplicate, survivor }),
          ...references.map((reference) => moveSql(reference, { duplicate, survivor })),
          // What its keys in spreadsheets named.
          sql`
            UPDATE "ExternalKey" SET "subjectId" = ${survivor}::uuid
            WHERE "type" = ${table}::text AND "subjectId" = ${duplicate}::uuid`,
          // One step from every duplicate to its survivor.
          sql`UPDATE ${item} SET "mergedIntoId" = ${survivor}::uuid WHERE "mergedIntoId" = ${duplicate}::uuid`,
          sql`
            UPDATE ${item} SET "archived" = true, "mergedIntoId" = ${survivor}::uuid WHERE "id" = ${duplicate}::uuid`,
        ],
        audit: [
          {
            type: typename,
            id: duplicate,
            before: { archived: merged.archived, mergedIntoId: null, references: moved },
            after: { archived: true, mergedIntoId: survivor, references: {} },
          },
          ...earlier.map(({ id }) => ({
            type: typename,
            id,
            before: { mergedIntoId: duplicate },
            after: { mergedIntoId: survivor },
          })),
          {
            type: typename,
            id: survivor,
            before: { received: null },
            after: { received: { duplicate, references: moved } },
          },
        ],
      };
    },
  }) as never;
}

interface Counted {
  conflicts: number;
  moved: string[];
  /** The rows that had to be locked. */
  referring: string[];
}

const named = (name: string): Sql => rawSql(`"${name}"`);

/** Returns the ids of the locked rows. */
function lockReferring(read: ReadRows, { table, column, lockedBy }: MergedReference, duplicate: string) {
  const referring = sql`
    SELECT ${named(lockedBy.column)} FROM ${named(table)} WHERE ${named(column)} = ${duplicate}::uuid`;
  return lockRows(
    read,
    lockedBy.table,
    lockedBy.table === table
      ? sql`locked.${named(column)} = ${duplicate}::uuid`
      : sql`locked."id" IN (${referring})`,
    'FOR NO KEY UPDATE',
  );
}

async function countReferring(
  read: ReadRows,
  { table, column, uniqueIn, lockedBy }: MergedReference,
  { duplicate, survivor }: MergedPair,
): Promise<Counted> {
  const [rows, to] = [named(table), named(column)];
  const listOf = (of: string) => sql`
    (SELECT coalesce(jsonb_agg(item.${named(of)} ORDER BY item.${named(of)}), '[]') FROM ${rows} AS item
     WHERE item.${to} = ${duplicate}::uuid)`;
  const conflicts = uniqueIn
    ? sql`(SELECT count(*)::int FROM ${rows} AS one
           JOIN ${rows} AS other ON other.${named(uniqueIn)} = one.${named(uniqueIn)}
           WHERE one.${to} = ${duplicate}::uuid AND other.${to} = ${survivor}::uuid)`
    : sql`0`;
  const [counted] = await read<Counted>(sql`
    SELECT ${conflicts} AS conflicts, ${listOf(uniqueIn ?? 'id')} AS moved, ${listOf(lockedBy.column)} AS referring`);
  return counted ?? { conflicts: 0, moved: [], referring: [] };
}

function moveSql({ table, column }: MergedReference, { duplicate, survivor }: MergedPair): Sql {
  return sql`
    UPDATE ${named(table)} SET ${named(column)} = ${survivor}::uuid WHERE ${named(column)} = ${duplicate}::uuid`;
}

function requireMergeable(merged: LoadedObject, remaining: LoadedObject): void {
  if (merged.mergedIntoId !== null) throw InvalidInput.at(['input', 'duplicate'], 'was merged before');
  if (remaining.mergedIntoId !== null)
    throw InvalidInput.at(
      ['input', 'survivor'],
      'was merged into another one: use that one, which its mergedIntoId names',
    );
  if (remaining.archived)
    throw InvalidInput.at(
      ['input', 'survivor'],
      'is archived: restore it first, or merge the other way round',
    );
}

function requireNoConflict(conflicts: Readonly<Record<string, number>>): void {
  const found = Object.entries(conflicts).flatMap(([noun, count]) => (count > 0 ? [{ noun, count }] : []));
  if (found.length > 0) throw new MergeConflict(found, ['input', 'duplicate']);
}
