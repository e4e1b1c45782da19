import { requireOrganizer } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { defineMerge } from '../../mutations/define-merge.ts';
import { hasPublicSpeech } from './person.schema.ts';

export const mergePeople = defineMerge<null>({
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
  load: async () => null,
  // The public may read whom it has heard of, by the id that it knows.
  writes: (_none, { duplicate }) => [
    sql`
      UPDATE "Person" AS item SET "publicSince" = now()
      WHERE item."id" = ${duplicate}::uuid AND item."publicSince" IS NULL AND ${hasPublicSpeech(sql`item`)}`,
  ],
});
