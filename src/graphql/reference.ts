/**
 * How callers name an exhibition or a series, in arguments and inputs alike: by its slug or by its global id.
 * The two cannot be mistaken for each other: every global id has upper-case letters, because the base64 of a type's
 * name has, and no slug has any.
 */
import { rawSql, type Sql, sql } from '../database/sql.ts';
import { decodeNodeId } from './global-id.ts';

export type ReferencedType = 'Exhibition' | 'ExhibitionSeries';
export type Reference = { id: string } | { slug: string };

const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Null for what is neither a slug nor an id of that type: to a caller that is the same as an absent one. */
export function decodeReference(typename: ReferencedType, value: string): Reference | null {
  const decoded = decodeNodeId(value);
  if (decoded) return decoded.typename === typename ? { id: decoded.id } : null;
  return slug.test(value) ? { slug: value } : null;
}

/** A condition on the table of the type under the alias. */
export function isReferenced(alias: string, reference: Reference): Sql {
  return 'id' in reference
    ? sql`${rawSql(alias)}."id" = ${reference.id}::uuid`
    : sql`${rawSql(alias)}."slug" = ${reference.slug}`;
}
