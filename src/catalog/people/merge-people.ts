import { requireOrganizer } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { defineMerge } from '../../mutations/define-merge.ts';
import { requireNotRedacted } from '../../mutations/merged.ts';
import { hasPublicSpeech } from './person.schema.ts';

export const mergePeople = defineMerge<string[]>({
  name: 'mergePeople',
  noun: 'person',
  typename: 'Person',
  table: 'Person',
  rights: requireOrganizer,
  references: [
    // Announcements of a speech contain its speaker: one that starts now has the one name or the other.
    {
      ...{ table: 'Speech', column: 'speakerId', noun: 'speeches' },
      lockedBy: { table: 'Speech', column: 'id' },
    },
  ],
  async load(read, { duplicate, survivor }) {
    const redacted = await read<{ personId: string }>(sql`
      SELECT "personId" FROM "Redaction" WHERE "personId" = ANY(${[duplicate, survivor]}::uuid[])`);
    return redacted.map(({ personId }) => personId);
  },
  // The speeches of the one would name the other.
  requireMore(redacted, { duplicate, survivor }) {
    requireNotRedacted({ isRedacted: redacted.includes(duplicate) }, ['input', 'duplicate']);
    requireNotRedacted({ isRedacted: redacted.includes(survivor) }, ['input', 'survivor']);
  },
  // The public may read whom it has heard of, by the id that it knows.
  writes: (_redacted, { duplicate }) => [
    sql`
      UPDATE "Person" AS item SET "publicSince" = now()
      WHERE item."id" = ${duplicate}::uuid AND item."publicSince" IS NULL AND ${hasPublicSpeech(sql`item`)}`,
  ],
});
