import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { prismaFolder } from './migrate.ts';

/**
 * grantRights runs prisma/roles.sql again if its roles exist: a table that a migration created has no rights for one role, and
 * too many for the other. Returns whether it ran.
 */
export async function grantRights(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_roles WHERE rolname IN ('pavilion_server', 'pavilion_reader')`,
  );
  if (rows[0]!.count < 2) return false;
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(await readFile(new URL('roles.sql', prismaFolder), 'utf8'));
    await client.query('COMMIT');
    return true;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}
