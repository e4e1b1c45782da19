import { z } from 'zod';
import type { VenueSnapshot } from '../../announcements/content.ts';
import { requireStaff } from '../../auth/policies.ts';
import { warnOutside } from '../../catalog/exhibitions/days-outside.ts';
import { lockExhibitionOf } from '../../catalog/exhibitions/load-exhibition.ts';
import { sql } from '../../database/sql.ts';
import { CeremonyNotOpen, ControlHeld, InvalidInput } from '../../errors/user-errors.ts';
import { publishingLive } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { warned } from '../../mutations/input-warning.ts';
import { nodeId } from '../../mutations/validators.ts';
import { updateRow } from '../../mutations/write-rows.ts';
import { sortByLanguages } from '../../text/localized-text.ts';
import { requireControl } from '../lease/lease.ts';
import {
  endsAt,
  insertCeremonyVenues,
  invitedGuests,
  kind,
  loadVenues,
  nameTranslations,
  requireVenues,
  startsAt,
  venues,
} from './ceremony-input.ts';
import { ceremonySnapshot, lockCeremony, readCeremony, requireCeremony } from './load-ceremony.ts';

/**
 * Postpones, renames or moves a ceremony. While it is planned or open, what the public sees of it is announced, so that
 * screens that wait for it show the new plan.
 */
export const updateCeremony = defineMutation({
  name: 'updateCeremony',
  input: z.object({
    ceremony: nodeId('Ceremony').describe('The ceremony, which is not cancelled.'),
    kind: kind.optional(),
    nameTranslations: nameTranslations.optional(),
    startsAt: startsAt.optional(),
    endsAt: endsAt.nullish().describe('When it is planned to end, after startsAt. Null clears it.'),
    venues: venues
      .nullish()
      .describe('At most 20 venues of the exhibition, the host’s first. Null or an empty list clears them.'),
    invitedGuests: invitedGuests
      .nullish()
      .describe('How many guests are invited, from 0 to 10,000,000. Null clears it.'),
    ...publishingLive('ceremony'),
  }),
  rights: requireStaff,
  errors: [CeremonyNotOpen, ControlHeld],
  async load(read, input) {
    const [, , ceremony, places] = await Promise.all([
      lockCeremony(read, input.ceremony),
      lockExhibitionOf(read, 'Ceremony', input.ceremony),
      readCeremony(read, input.ceremony, 'LIVE'),
      loadVenues(read, input.venues),
    ]);
    return { ceremony, places };
  },
  decide(loaded, input, deciding) {
    const { identity, newId } = deciding;
    const ceremony = requireCeremony(loaded.ceremony, identity);
    const { id, exhibitionId, status, languages, reportingCurrency, rates } = ceremony;
    if (status === 'CANCELLED')
      throw new CeremonyNotOpen('The ceremony is cancelled.', ['input', 'ceremony']);
    requireControl(ceremony.lease, deciding, ['input', 'ceremony']);
    assertVersion(input.expectedVersion, { typename: 'Ceremony', id, version: ceremony.version });
    const before = stateOf(ceremony);
    const after = {
      kind: input.kind ?? before.kind,
      names: input.nameTranslations ? sortByLanguages(languages, input.nameTranslations) : before.names,
      startsAt: input.startsAt?.toISOString() ?? before.startsAt,
      endsAt: input.endsAt === undefined ? before.endsAt : (input.endsAt?.toISOString() ?? null),
      invitedGuests: input.invitedGuests === undefined ? before.invitedGuests : input.invitedGuests,
      venues:
        input.venues === undefined ? before.venues : requireVenues(input.venues, loaded.places, exhibitionId),
    };
    if (after.endsAt !== null && Date.parse(after.endsAt) <= Date.parse(after.startsAt))
      throw InvalidInput.at(['input', 'endsAt'], 'is not after startsAt');
    const { venues, ...columns } = after;
    const chosen = idsOf({ venues });
    const isMoved = !isSame(chosen, idsOf(before));
    const snapshots = {
      ceremony: ceremonySnapshot({ id, ...after }),
      before: ceremonySnapshot({ id, ...before }),
    };
    const isAnnounced = status !== 'CLOSED' && !isSame(snapshots.ceremony, snapshots.before);
    const announcement = newId();
    return {
      result: {
        ceremony: id,
        announcement: isAnnounced ? announcement : null,
        ...warned(warnOutside(ceremony.days, { startsAt: input.startsAt, endsAt: input.endsAt })),
      },
      writes: [
        ...updateRow('Ceremony', id, columns),
        ...(isMoved
          ? [
              sql`DELETE FROM "CeremonyVenue" WHERE "ceremonyId" = ${id}::uuid`,
              ...insertCeremonyVenues(id, chosen),
            ]
          : []),
      ],
      audit: [
        { exhibition: exhibitionId, type: 'Ceremony', id, before: auditOf(before), after: auditOf(after) },
      ],
      ...(isAnnounced && {
        announcement: {
          id: announcement,
          exhibitionId,
          mode: 'LIVE' as const,
          content: { kind: 'CEREMONY_UPDATED' as const, ...snapshots },
          subject: { ceremonyId: id },
          reportingCurrency,
          rates,
        },
      }),
    };
  },
});

type State = Parameters<typeof ceremonySnapshot>[0] & { invitedGuests: number | null };

function stateOf({ kind, names, startsAt, endsAt, invitedGuests, venues }: State): Omit<State, 'id'> {
  return {
    kind,
    names,
    startsAt: new Date(startsAt).toISOString(),
    endsAt: endsAt && new Date(endsAt).toISOString(),
    invitedGuests,
    venues,
  };
}

function auditOf<Given extends { venues: readonly VenueSnapshot[] }>(state: Given) {
  return { ...state, venues: idsOf(state) };
}

function idsOf({ venues }: { venues: readonly VenueSnapshot[] }): string[] {
  return venues.map(({ id }) => id);
}

/** Both are plain JSON with their keys in one order. */
function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
