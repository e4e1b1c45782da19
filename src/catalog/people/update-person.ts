/** updatePerson and deletePerson. What was announced under the old name stays announced under it. */
import { z } from 'zod';
import { requireSharedRight, requireStaff, type SharedObject } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { nameColumns } from '../../derived-columns/name-columns.ts';
import { NotFound } from '../../errors/user-errors.ts';
import { archived, updating } from '../../mutations/common-input.ts';
import { defineDeletion } from '../../mutations/define-deletion.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { requireNotRedacted, requireNotRestored } from '../../mutations/merged.ts';
import { lockRows, requireLocked } from '../../mutations/row-locks.ts';
import { sharedColumns } from '../../mutations/shared-object.ts';
import { nodeId } from '../../mutations/validators.ts';
import { updateRow } from '../../mutations/write-rows.ts';
import type { LocalizedText } from '../../text/localized-text.ts';
import { nameTranslations, representedCountry } from './person-input.ts';

interface LoadedPerson extends SharedObject {
  version: number;
  names: LocalizedText;
  country: string;
  archived: boolean;
  mergedIntoId: string | null;
  isRedacted: boolean;
}

export const updatePerson = defineMutation({
  name: 'updatePerson',
  input: z.object({
    person: nodeId('Person').describe('The person.'),
    nameTranslations: nameTranslations.optional(),
    country: representedCountry.optional(),
    archived: archived.optional(),
    ...updating('person'),
  }),
  rights: requireStaff,
  async load(read, { person }) {
    const ofPerson = sql`locked."speakerId" = ${person}::uuid`;
    const [locked, , speeches, [found]] = await Promise.all([
      // Announcements of a speech contain its speaker: one that starts now has the old name or the new one.
      lockRows(read, 'Speech', ofPerson, 'FOR SHARE'),
      lockRows(read, 'Person', sql`locked."id" = ${person}::uuid`, 'FOR NO KEY UPDATE'),
      read<{ id: string }>(sql`SELECT locked."id" FROM "Speech" AS locked WHERE ${ofPerson}`),
      read<LoadedPerson>(sql`
        SELECT "version", "names", "country", "archived", "mergedIntoId", "redactedAt" IS NOT NULL AS "isRedacted",
               ${sharedColumns('Person', sql`${person}::uuid`)}
        FROM "Person" WHERE "id" = ${person}::uuid`),
    ]);
    // createSpeech locks the speaker: after this lock, no speech is added any more.
    requireLocked(
      locked,
      speeches.map((speech) => speech.id),
    );
    return found ?? null;
  },
  decide(loaded, { person: id, expectedVersion, ...input }, { identity }) {
    if (!loaded) throw new NotFound('person', ['input', 'person']);
    const { version, createdBy, usedIn, mergedIntoId, isRedacted, ...before } = loaded;
    requireSharedRight(identity, { createdBy, usedIn });
    requireNotRedacted({ isRedacted }, ['input', 'person']);
    assertVersion(expectedVersion, { typename: 'Person', id, version });
    requireNotRestored({ mergedIntoId }, input);
    const after = {
      names: input.nameTranslations ?? before.names,
      country: input.country ?? before.country,
      archived: input.archived ?? before.archived,
    };
    return {
      result: { person: id },
      writes: updateRow('Person', id, { ...after, ...nameColumns(after.names) }),
      audit: [{ type: 'Person', id, before, after }],
    };
  },
});

export const deletePerson = defineDeletion({
  name: 'deletePerson',
  field: 'person',
  typename: 'Person',
  table: 'Person',
  description: 'A person who gives no speech and was not merged into another one.',
  rights: requireStaff,
  authorize: requireSharedRight,
  references: {
    speeches: sql`SELECT count(*)::int FROM "Speech" WHERE "speakerId" = item."id"`,
    'merged people': sql`SELECT count(*)::int FROM "Person" AS merged WHERE merged."mergedIntoId" = item."id"`,
    // Announcements hold values under its id: they are found through the survivor.
    'people it was merged into': sql`CASE WHEN item."mergedIntoId" IS NULL THEN 0 ELSE 1 END`,
  },
});
