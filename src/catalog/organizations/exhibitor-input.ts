/** Input fields that registerExhibitor and updateExhibitor share. */
import { sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { InvalidInput, NotFound } from '../../errors/user-errors.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import { nodeId, text } from '../../mutations/validators.ts';

export const hall = text(80).describe('The hall: at most 80 characters. Null if it is not assigned.');
export const booth = text(80).describe('The booth: at most 80 characters. Null if it is not assigned.');
export const mainExhibitor = nodeId('Exhibitor').describe(
  'The id of the main exhibitor whose booth it shares, which makes it a co-exhibitor. Null for a main exhibitor.',
);

export interface MainExhibitor {
  exhibitionId: string;
  role: string;
}

/**
 * Locks the main exhibitor, which remains one until the commit, and reads it. An exhibitor that changes is locked with it:
 * two may be made co-exhibitors of each other at the same time.
 */
export async function loadMainExhibitor(
  read: ReadRows,
  id: string | null | undefined,
  changed: string | null = null,
): Promise<MainExhibitor | null> {
  const ids = [id, changed].flatMap((each) => each ?? []);
  const [, [main]] = await Promise.all([
    lockRows(
      read,
      'Exhibitor',
      sql`locked."id" = ANY(${ids}::uuid[])`,
      changed === null ? 'FOR SHARE' : 'FOR NO KEY UPDATE',
    ),
    read<MainExhibitor>(sql`SELECT "exhibitionId", "role" FROM "Exhibitor" WHERE "id" = ${id ?? null}::uuid`),
  ]);
  return main ?? null;
}

export function requireMain(main: MainExhibitor | null, exhibitionId: string): void {
  const path = ['input', 'mainExhibitor'];
  if (!main) throw new NotFound('exhibitor', path);
  if (main.exhibitionId !== exhibitionId || main.role !== 'MAIN')
    throw InvalidInput.at(path, 'is not a main exhibitor of this exhibition');
}
