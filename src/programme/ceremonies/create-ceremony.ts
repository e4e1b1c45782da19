import { z } from 'zod';
import { requireOperator, requireStaff } from '../../auth/policies.ts';
import { warnOutside } from '../../catalog/exhibitions/days-outside.ts';
import { loadExhibition, requireExhibition } from '../../catalog/exhibitions/load-exhibition.ts';
import { sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { InvalidInput, ProgrammeItemDone } from '../../errors/user-errors.ts';
import { listLimits } from '../../graphql/list-limits.ts';
import { isReferenced, type Reference } from '../../graphql/reference.ts';
import { creating, sample } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { warned } from '../../mutations/input-warning.ts';
import { exhibitionRef } from '../../mutations/validators.ts';
import { insertRows } from '../../mutations/write-rows.ts';
import { sortByLanguages } from '../../text/localized-text.ts';
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
import { changeProgramme } from './change-programme.ts';
import { loadProgramme } from './load-programme.ts';
import { itemOf, programmeState } from './planned-item.ts';
import { programmeInput } from './programme-input.ts';

const input = z
  .object({
    exhibition: exhibitionRef.describe('The exhibition that it belongs to, by its slug or its id.'),
    kind,
    nameTranslations,
    startsAt,
    endsAt: endsAt.nullish(),
    venues: venues.nullish(),
    invitedGuests: invitedGuests.nullish(),
    programme: programmeInput
      .nullish()
      .describe('The programme in running order: at most 500 items, each once.'),
    sample,
    ...creating,
  })
  .refine(({ startsAt, endsAt }) => !endsAt || endsAt > startsAt, {
    path: ['endsAt'],
    error: 'is not after startsAt',
  });

export const createCeremony = defineMutation({
  name: 'createCeremony',
  input,
  rights: requireStaff,
  errors: [ProgrammeItemDone],
  async load(read, given) {
    const [exhibition, ceremonies, venues, programme] = await Promise.all([
      // Those who count its ceremonies wait for each other.
      loadExhibition(read, given.exhibition, 'FOR NO KEY UPDATE'),
      countCeremonies(read, given.exhibition),
      loadVenues(read, given.venues),
      loadProgramme(read, sql`NULL::uuid`, given.programme ?? []),
    ]);
    return { exhibition, ceremonies, venues, programme };
  },
  decide(loaded, given, { identity, newId }) {
    const exhibition = requireExhibition(loaded.exhibition);
    requireOperator(identity, exhibition);
    requireRoomForCeremony(loaded.ceremonies);
    const chosen = requireVenues(given.venues, loaded.venues, exhibition.id).map(({ id: venue }) => venue);
    const id = newId();
    const ceremony = {
      kind: given.kind,
      names: sortByLanguages(exhibition.languages, given.nameTranslations),
      startsAt: given.startsAt,
      endsAt: given.endsAt ?? null,
      invitedGuests: given.invitedGuests ?? null,
      sample: given.sample,
    };
    const path = ['input', 'programme'];
    const programme = (given.programme ?? []).map((each, index) =>
      itemOf(
        { ...exhibition, id, exhibitionId: exhibition.id },
        each,
        loaded.programme,
        [...path, String(index)],
        newId,
      ),
    );
    return {
      result: {
        ceremony: id,
        ...warned(warnOutside(exhibition, { startsAt: ceremony.startsAt, endsAt: ceremony.endsAt })),
      },
      writes: [
        ...insertRows('Ceremony', [{ id, exhibitionId: exhibition.id, ...ceremony }]),
        ...insertCeremonyVenues(id, chosen),
        ...changeProgramme(id, [], programme, path),
      ],
      audit: [
        {
          exhibition: exhibition.id,
          type: 'Ceremony',
          id,
          before: null,
          after: { ...ceremony, venues: chosen, programme: programmeState(programme) },
        },
      ],
    };
  },
});

/** Call it after locking the exhibition, so that the count stays correct until the commit. */
async function countCeremonies(read: ReadRows, exhibition: Reference): Promise<number> {
  const [row] = await read<{ count: number }>(sql`
    SELECT count(*)::int AS count
    FROM "Ceremony" AS ceremony JOIN "Exhibition" AS exhibition ON exhibition."id" = ceremony."exhibitionId"
    WHERE ${isReferenced('exhibition', exhibition)}`);
  return row!.count;
}

function requireRoomForCeremony(ceremonies: number): void {
  const { max } = listLimits.ceremonies;
  if (ceremonies >= max)
    throw InvalidInput.at(['input', 'exhibition'], `already has ${max} ceremonies, which is the maximum`);
}
