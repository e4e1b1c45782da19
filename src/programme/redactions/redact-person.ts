import { z } from 'zod';
import { requireOrganizer, requireOrganizerOfAll, requireSharedRight } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { InvalidInput, NotFound } from '../../errors/user-errors.ts';
import { publishingLive } from '../../mutations/common-input.ts';
import type { Deciding, Decision } from '../../mutations/decision.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { nodeId } from '../../mutations/validators.ts';
import { redactPeople } from '../../privacy/redact-people.ts';
import { redactionsTopic } from '../../privacy/redactions-topic.ts';
import { type LoadedRedaction, loadRedaction } from './load-redaction.ts';

const path = ['input', 'person'];

/**
 * redactPerson deletes the personal values of a person everywhere. It is announced in each stream that showed the person,
 * so that servers and clients forget what they hold. A second one changes nothing.
 */
export const redactPerson = defineMutation({
  name: 'redactPerson',
  input: z.object({
    person: nodeId('Person').describe(
      'The person, who may be deleted. Those that were merged into it are redacted too.',
    ),
    ...publishingLive('person'),
  }),
  rights: requireOrganizer,
  undoable: false,
  load: (read, { person }) =>
    loadRedaction(
      read,
      sql`SELECT ${person}::uuid UNION SELECT "id" FROM "Person" WHERE "mergedIntoId" = ${person}::uuid`,
    ),
  decide(loaded, { person, expectedVersion }, deciding) {
    const { people, hasValues } = loaded;
    const { identity } = deciding;
    const own = people.find(({ id }) => id === person);
    // The exhibitions of a deleted person are no longer known.
    if (!own) requireOrganizerOfAll(identity);
    if (!own && !hasValues && !loaded.redacted.includes(person)) throw new NotFound('person', path);
    for (const each of people) requireSharedRight(identity, each);
    if (own && own.mergedIntoId !== null)
      throw InvalidInput.at(
        path,
        'was merged into another one: redact that one, which its mergedIntoId names',
      );
    if (own) assertVersion(expectedVersion, { typename: 'Person', id: person, version: own.version });
    const isRedacted = loaded.redacted.includes(person);
    const result = { person: own ? person : null, streams: isRedacted ? 0 : loaded.streams.length };
    const ids = [...new Set([person, ...people.map(({ id }) => id)])];
    return { result, ...decideRedaction(loaded, isRedacted ? [] : ids, deciding) };
  },
  committed: ({ streams }) => streams.notify(redactionsTopic, 0),
});

/** What is written, recorded and announced to redact these people, whose rows and speeches are locked. */
export function decideRedaction(
  { speeches, streams }: LoadedRedaction,
  ids: readonly string[],
  { at, newId }: Deciding,
): Omit<Decision<object>, 'result'> {
  if (ids.length === 0) return { writes: [], audit: [] };
  const redacted = { before: { redacted: false }, after: { redacted: true } };
  return {
    writes: redactPeople(ids, at),
    audit: [
      ...ids.map((id) => ({ type: 'Person', id, ...redacted })),
      ...speeches.map(({ id, exhibitionId }) => ({
        exhibition: exhibitionId,
        type: 'Speech',
        id,
        ...redacted,
      })),
    ],
    announcements: streams.map((stream) => ({
      id: newId(),
      ...stream,
      content: { kind: 'PERSON_REDACTED' as const, people: [...ids] },
    })),
  };
}
