/**
 * Defines mutations that delete one object. An announced object is not deleted: it is corrected or archived. An object
 * that others refer to can be deleted after these.
 */
import { z } from 'zod';
import type { Identity } from '../auth/identity.ts';
import {
  organizesAll,
  type ScopedExhibition,
  type ScopedSeries,
  type SharedObject,
} from '../auth/policies.ts';
import { joinSql, rawSql, type Sql, sql } from '../database/sql.ts';
import { type InputPath, InUse, NotFound, type UserErrorClass } from '../errors/user-errors.ts';
import { exhibitionSql, seriesSql } from '../graphql/scope-columns.ts';
import { updating } from './common-input.ts';
import { type DefinedMutation, defineMutation } from './define-mutation.ts';
import { assertVersion } from './expected-version.ts';
import { type LockedTable, lockRows, requireLocked } from './row-locks.ts';
import { type SharedTable, sharedColumns, sharedTables } from './shared-object.ts';
import { nodeId } from './validators.ts';

/** An object that is to be deleted, behind its lock. */
export interface Deletable {
  /** The columns of the row as JSON, without those that are derived from others. */
  row: Record<string, unknown> & { version: number };
  /** The exhibition that it belongs to; null if it belongs to none. */
  exhibition: ({ id: string } & ScopedExhibition) | null;
  /** The series that it belongs to beside or instead of an exhibition; null unless the definition names it. */
  series: ScopedSeries | null;
  /** The creator and the users of an object of a shared table; null and empty for others. */
  createdBy: SharedObject['createdBy'];
  usedIn: SharedObject['usedIn'];
  /** The number of objects that refer to it, by their plural noun. */
  references: Record<string, number>;
}

export interface DeletionDefinition {
  name: string;
  /** The input field that names the object, which is also the noun of the error if there is none. */
  field: string;
  typename: string;
  table: LockedTable;
  /** A condition over the alias `item`, where several types are in one table. */
  where?: Sql;
  description: string;
  /** Over the alias `item`: the id of its exhibition. */
  exhibitionId?: Sql;
  /** Over the alias `item`: the id of its series. */
  seriesId?: Sql;
  /** What may refer to it, by plural noun: a query of the number, over the alias `item`. */
  references?: Record<string, Sql>;
  /**
   * Rows that change with it, of a table before its own in the order of all verbs, over the alias `locked`. Who makes
   * another row belong to the object locks the object.
   */
  changes?: { table: LockedTable; where(id: string): Sql };
  /** Asked before the input is read. */
  rights(identity: Identity): void;
  /** Throws for a caller who may not delete this object; NotFound if the caller may not see it. */
  authorize?(identity: Identity, object: Deletable): void;
  errors?: readonly UserErrorClass[];
  /** Throws for an object in a state in which it is not deleted. */
  requireState?(object: Deletable): void;
  /** Rows that belong to the object and are deleted before it. */
  deleteParts?(id: string): Sql[];
}

export interface Deleted {
  typename: string;
  /** The uuid of the deleted object. */
  deleted: string;
}

const derivedColumns = ['searchText', 'searchGrams', 'sortName', 'createdAt'];

export function defineDeletion(
  definition: DeletionDefinition,
): DefinedMutation<z.ZodObject, unknown, Deleted> {
  const { name, field, typename, table, description, references = {}, errors = [] } = definition;
  const { where = sql`true`, exhibitionId = sql`NULL::uuid`, seriesId = sql`NULL::uuid` } = definition;
  const item = rawSql(`"${table}"`);
  const counts = Object.entries(references).map(([noun, count]) => sql`${noun}::text, (${count})`);
  return defineMutation({
    name,
    input: z.object({ [field]: nodeId(typename).describe(description), ...updating(field) }),
    rights: definition.rights,
    errors: [InUse, ...errors],
    async load(read, given) {
      const input = given as Record<string, unknown>;
      const id = input[field] as string;
      const { changes } = definition;
      const [locked, , changed, [object]] = await Promise.all([
        changes ? lockRows(read, changes.table, changes.where(id), 'FOR NO KEY UPDATE') : [],
        // What would refer to it from now on waits for this lock, by a lock of its own or by the foreign key.
        lockRows(read, table, sql`locked."id" = ${id}::uuid`, 'FOR UPDATE'),
        changes
          ? read<{ id: string }>(
              sql`SELECT locked."id" FROM ${rawSql(`"${changes.table}"`)} AS locked WHERE ${changes.where(id)}`,
            )
          : [],
        read<Deletable>(sql`
          SELECT to_jsonb(item) - ${derivedColumns}::text[] AS row, ${sharedColumnsOf(table)},
                 ${exhibitionSql(exhibitionId)} AS exhibition, ${seriesSql(seriesId)} AS series,
                 jsonb_build_object(${joinSql(counts.length > 0 ? counts : [sql`'none', 0`])}) AS references
          FROM ${item} AS item WHERE item."id" = ${id}::uuid AND ${where}`),
      ]);
      requireLocked(
        locked,
        changed.map((each) => each.id),
      );
      return object ?? null;
    },
    decide(object, given, { identity }) {
      const input = given as Record<string, unknown>;
      const id = input[field] as string;
      const expectedVersion = input.expectedVersion as number | null | undefined;
      if (!object) throw new NotFound(field, ['input', field]);
      definition.authorize?.(identity, object);
      definition.requireState?.(object);
      assertVersion(expectedVersion, { typename, id, version: object.row.version });
      requireUnused(identity, object, ['input', field]);
      return {
        result: { typename, deleted: id },
        writes: [...(definition.deleteParts?.(id) ?? []), sql`DELETE FROM ${item} WHERE "id" = ${id}::uuid`],
        audit: [
          {
            ...(object.exhibition && { exhibition: object.exhibition.id }),
            type: typename,
            id,
            before: object.row,
            after: null,
          },
        ],
      };
    },
  }) as never;
}

function sharedColumnsOf(table: LockedTable): Sql {
  return sharedTables.has(table)
    ? sharedColumns(table as SharedTable, sql`item."id"`)
    : sql`NULL::text AS "createdBy", '{"exhibitions": [], "series": []}'::jsonb AS "usedIn"`;
}

/** What refers to an object of no exhibition may be a plan of an exhibition that an operator does not see. */
function requireUnused(identity: Identity, { references, exhibition }: Deletable, path: InputPath): void {
  const found = Object.entries(references).flatMap(([noun, count]) => (count > 0 ? [{ noun, count }] : []));
  if (found.length === 0) return;
  throw new InUse(organizesAll(identity) || exhibition ? found : [], path);
}
