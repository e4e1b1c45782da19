/**
 * The statements that delete the personal values of people. No announcement row and no audit record changes: they hold
 * commitments, whose values and salts are deleted.
 */
import { joinSql, rawSql, type Sql, sql } from '../database/sql.ts';
import { nameColumns } from '../derived-columns/name-columns.ts';
import { redactedName, redactedOffice } from './redacted-texts.ts';

/** Over the alias `kept` of a ChangedRow: what undo would restore of the people, their speeches and their keys. */
export function keptOf(people: Sql): Sql {
  const state = sql`coalesce(kept."before", kept."after")`;
  return sql`(
    (kept."table" = 'Person' AND (kept."key"::jsonb ->> 'id')::uuid IN (${people}))
    OR (kept."table" = 'Speech' AND (${state} ->> 'speakerId')::uuid IN (${people}))
    OR (kept."table" = 'ExternalKey' AND (${state} ->> 'subjectId')::uuid IN (
      ${people} UNION SELECT "id" FROM "Speech" WHERE "speakerId" IN (${people}))))`;
}

/** The speeches of the people, those included that were deleted. */
const speechesOf = (people: Sql) => sql`
  SELECT "id" FROM "Speech" WHERE "speakerId" IN (${people})
  UNION SELECT "subjectId" FROM "PersonalValue" WHERE "personId" IN (${people})`;

/** Verbs whose input has personal values: the hash of the input could be compared with a guess. */
const hashedInputs = ['createPerson', 'createSpeech', 'recordSpeech', 'releaseSpeechText'];

/** The rows of the people and of their speeches are locked. */
export function redactPeople(ids: readonly string[], at: Date): Sql[] {
  const people = sql`SELECT unnest(${[...ids]}::uuid[])`;
  const names = Object.entries(nameColumns(redactedName)).map(([column, value]) =>
    column === 'searchGrams'
      ? sql`${rawSql(`"${column}"`)} = ${value as string[]}::text[]`
      : sql`${rawSql(`"${column}"`)} = ${column === 'names' ? JSON.stringify(value) : value}`,
  );
  return [
    // Whole changes: undo restores all rows of one, or none.
    sql`
      DELETE FROM "ChangedRow" WHERE "change" IN (
        SELECT kept."change" FROM "ChangedRow" AS kept WHERE ${keptOf(people)})`,
    sql`DELETE FROM "ExternalKey" WHERE "subjectId" IN (${people} UNION ${speechesOf(people)})`,
    // The key keeps its meaning: a request with it has no second effect. Its input can no longer be compared.
    sql`
      UPDATE "IdempotencyKey" SET "inputHash" = '' WHERE "mutation" = ANY(${hashedInputs}::text[]) AND (
        ("result" ->> 'person')::uuid IN (${people}) OR ("result" ->> 'speech')::uuid IN (${speechesOf(people)}))`,
    // A speech that was announced under a merged person now belongs to the survivor.
    sql`
      DELETE FROM "PersonalValue" WHERE "personId" IN (${people})
        OR "subjectId" IN (SELECT "id" FROM "Speech" WHERE "speakerId" IN (${people}))`,
    sql`
      UPDATE "Speech" SET "office" = ${JSON.stringify(redactedOffice)}::jsonb, "texts" = NULL, "notes" = NULL,
        "textReleasedAt" = NULL, "rehearsalTextReleased" = false
      WHERE "speakerId" IN (${people})`,
    sql`
      UPDATE "Person" SET ${joinSql(names)}, "archived" = true, "redactedAt" = ${at}::timestamptz
      WHERE "id" IN (${people}) AND "redactedAt" IS NULL`,
    sql`
      INSERT INTO "Redaction" ("personId", "redactedAt")
      SELECT unnest(${[...ids]}::uuid[]), ${at}::timestamptz ON CONFLICT DO NOTHING`,
  ];
}
