/**
 * A reference is the slug or the global id of an exhibition or series, in arguments and inputs. They cannot be
 * confused: every global id has upper-case letters, from the base64 of the type name, and a slug has none.
 */
import { rawSql, type Sql, sql } from '../database/sql.ts';
import { decodeNodeId } from './global-id.ts';

export type ReferencedType = 'Exhibition' | 'ExhibitionSeries';
export type Reference = { id: string } | { slug: string };

const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** The limit of slugs in inputs. No longer text is looked for. */
const maxSlugCharacters = 80;

/**
 * Null if the value is neither a slug nor an id of this type. Callers treat it like a reference to an object that
 * does not exist.
 */
export function decodeReference(typename: ReferencedType, value: string): Reference | null {
  const decoded = decodeNodeId(value);
  if (decoded) return decoded.typename === typename ? { id: decoded.id } : null;
  return value.length <= maxSlugCharacters && slug.test(value) ? { slug: value } : null;
}

/** isReferenced returns the SQL condition for the row that the reference names. */
export function isReferenced(alias: string, reference: Reference): Sql {
  return 'id' in reference
    ? sql`${rawSql(alias)}."id" = ${reference.id}::uuid`
    : sql`${rawSql(alias)}."slug" = ${reference.slug}`;
}
