import { createHash } from 'node:crypto';

/** Bounded, because Prisma writes a new text for each length of an IN list. */
const maxNames = 500;
const names = new Map<string, string>();

/**
 * Names a prepared statement after its text, so that a connection plans it once.
 * Past the bound statements stay unnamed (which pg writes as '') and are planned each time: correct, only slower.
 */
export function statementName(query: { sql: string }): string {
  const known = names.get(query.sql);
  if (known !== undefined) return known;
  if (names.size >= maxNames) return '';
  const name = `p${createHash('sha1').update(query.sql).digest('base64url').slice(0, 16)}`;
  names.set(query.sql, name);
  return name;
}
