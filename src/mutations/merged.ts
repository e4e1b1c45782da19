/**
 * What was merged into another object stays archived, and nothing comes to refer to it again: two objects for one thing
 * would be in use. The trigger "refuse_merged" of the database refuses what a verb did not find.
 */
import { rawSql, sql } from '../database/sql.ts';
import type { ReadRows } from '../database/sql-transaction.ts';
import { type InputPath, InvalidInput, NotFound } from '../errors/user-errors.ts';
import { type LockStrength, lockRows } from './row-locks.ts';

export interface Mergeable {
  id: string;
  mergedIntoId: string | null;
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
    read<Mergeable>(sql`SELECT "id", "mergedIntoId" FROM ${rawSql(`"${table}"`)} WHERE "id" = ${id}::uuid`),
  ]);
  return found ?? null;
}

export function requireReferred(found: Mergeable | null, noun: string, path: InputPath): void {
  if (!found) throw new NotFound(noun, path);
  requireUnmerged(found, path);
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
