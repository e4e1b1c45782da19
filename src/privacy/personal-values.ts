/**
 * Personal values have a table of their own. Rows that are never changed, announcements and audit records, hold a
 * commitment: the SHA-256 of a random salt and the value. With salt and value everybody can check that the row was about
 * this value; without them, nobody can find the value by trying.
 */
import { createHash, randomBytes } from 'node:crypto';
import { type Sql, sql } from '../database/sql.ts';
import { canonicalJson } from './canonical-json.ts';

export interface PersonalValue {
  commitment: string;
  personId: string;
  /** The person or the speech that the row with the commitment is about. */
  subjectId: string;
  /** Whether the row is an announcement; else it is an audit record. */
  isAnnounced: boolean;
  value: object;
  salt: string;
}

const saltBytes = 32;

/** In hexadecimal. The SQL function personal_commitment computes the same. */
export function commitmentTo(salt: string, value: object): string {
  return createHash('sha256')
    .update(salt + canonicalJson(value))
    .digest('hex');
}

export function commit(
  value: object,
  of: Pick<PersonalValue, 'personId' | 'subjectId' | 'isAnnounced'>,
): PersonalValue {
  const salt = randomBytes(saltBytes).toString('hex');
  return { ...of, value, salt, commitment: commitmentTo(salt, value) };
}

/** No statement for no values. A trigger leaves out the values of people who were redacted. */
export function storePersonalValues(values: readonly PersonalValue[]): Sql[] {
  if (values.length === 0) return [];
  return [
    sql`INSERT INTO "PersonalValue" ("commitment", "personId", "subjectId", "isAnnounced", "value", "salt")
        SELECT given.* FROM jsonb_to_recordset(${JSON.stringify(values)}::jsonb) AS given(
          "commitment" text, "personId" uuid, "subjectId" uuid, "isAnnounced" boolean, "value" jsonb, "salt" text)`,
  ];
}
