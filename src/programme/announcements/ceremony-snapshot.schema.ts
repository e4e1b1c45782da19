/**
 * A ceremony as an announcement contains it. It has no field `id`, because a client cache would merge it with the
 * live Ceremony.
 */

import type { CeremonySnapshot } from '../../announcements/content.ts';
import { builder } from '../../graphql/builder.ts';
import { CeremonyKind } from '../../graphql/enums.schema.ts';
import { encodeNodeId } from '../../graphql/global-id.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import { LocalizedTextRef, languageArgument, localize } from '../../graphql/localized-text.schema.ts';
import { VenueSnapshotRef } from './venue-snapshot.schema.ts';

export const CeremonySnapshotRef = builder.objectRef<CeremonySnapshot>('CeremonySnapshot').implement({
  description: 'A ceremony as an announcement contains it. It never changes; the live ceremony is `current`.',
  fields: (t) => ({
    ceremonyId: t.id({
      description: 'The id of the Ceremony.',
      resolve: ({ id }) => encodeNodeId('Ceremony', id),
    }),
    kind: t.field({
      type: CeremonyKind,
      description: 'Opening, signing or closing.',
      resolve: ({ kind }) => kind,
    }),
    name: t.string({
      description: 'The name, in one language.',
      args: languageArgument,
      resolve: ({ names }, args, context) => localize(names, args, context),
    }),
    nameTranslations: t.field({
      type: [LocalizedTextRef],
      ...boundedList('translations', 'The name in each available language.'),
      resolve: ({ names }) => names,
    }),
    startsAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The planned start. Null in announcements that were made before version 0.3.',
      resolve: ({ startsAt }) => (startsAt ? new Date(startsAt) : null),
    }),
    endsAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'The planned end. Null if it is not planned, and in announcements that were made before version 0.3.',
      resolve: ({ endsAt }) => (endsAt ? new Date(endsAt) : null),
    }),
    venues: t.field({
      type: [VenueSnapshotRef],
      nullable: true,
      ...boundedList(
        'venues',
        'The venues, that of the host first. Null in the ceremony of a deal or a speech, and in announcements that were made before version 0.4.',
      ),
      resolve: ({ venues }) => venues ?? null,
    }),
  }),
});
