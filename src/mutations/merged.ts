/**
 * What was merged into another object stays archived, and nothing comes to refer to it again: two objects for one thing
 * would be in use. The trigger "refuse_merged" of the database refuses what a verb did not find. The same holds for a
 * person who was redacted.
 */
import { rawSql, type Sql, sql } from '../database/sql.ts';
import type { ReadRows } from '../database/sql-transaction.ts';
import { type InputPath, InvalidInput, NotFound } from '../errors/user-errors.ts';
import { type LockStrength, lockRows } from './row-locks.ts';

export interface Mergeable {
  id: string;
  mergedIntoId: string | null;
  /** The personal values of a person were deleted. */
  isRedacted?: boolean;
}

/** Locks an object that something will refer to, and reads whether it was merged. Null if there is none. */
export async function loadReferred(
  read: ReadRows,
  table: 'Organization' | 'Person',
  id: string | null,
  strength: LockStrength,
): Promise<Mergeable | null> {
  const [, [found]] = await Promise.all([
    lockRows(read, table, sql`locked."id" = ${id}::uuid`, strength),
    read<Mergeable>(sql`
      SELECT "id", "mergedIntoId", ${isRedacted(table)} AS "isRedacted" FROM ${rawSql(`"${table}"`)}
      WHERE "id" = ${id}::uuid`),
  ]);
  return found ?? null;
}

function isRedacted(table: 'Organization' | 'Person'): Sql {
  return table === 'Person' ? sql`"redactedAt" IS NOT NULL` : sql`false`;
}

export function requireReferred(found: Mergeable | null, noun: string, path: InputPath): void {
  if (!found) throw new NotFound(noun, path);
  requireUnmerged(found, path);
  requireNotRedacted(found, path);
}

export function requireNotRedacted({ isRedacted }: { isRedacted?: boolean }, path: InputPath): void {
  if (isRedacted)
    throw InvalidInput.at(
      path,
      'was redacted: nothing is entered about this person any more. Add another one',
    );
}

export function requireUnmerged({ mergedIntoId }: Pick<Mergeable, 'mergedIntoId'>, path: InputPath): void {
  if (mergedIntoId !== null)
    throw InvalidInput.at(path, 'was merged into another one: use that one, which its mergedIntoId names');
}

export function requireNotRestored(
  { mergedIntoId }: Pick<Mergeable, 'mergedIntoId'>,
  { archived }: { archived?: boolean | undefined },
): void {
  if (mergedIntoId !== null && archived === false)
    throw InvalidInput.at(
      ['input', 'archived'],
      'cannot be false: it was merged into another one. Undo that first',
    );
}
