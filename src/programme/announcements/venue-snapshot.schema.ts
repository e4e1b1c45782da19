/** A venue as an announcement contains it. It has no field `id`, because a client cache would merge it with the live Venue. */
import type { VenueSnapshot } from '../../announcements/content.ts';
import { builder } from '../../graphql/builder.ts';
import { encodeNodeId } from '../../graphql/global-id.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import { LocalizedTextRef, languageArgument, localize } from '../../graphql/localized-text.schema.ts';

export const VenueSnapshotRef = builder.objectRef<VenueSnapshot>('VenueSnapshot').implement({
  description: 'A venue as an announcement contains it. It never changes.',
  fields: (t) => ({
    venueId: t.id({ description: 'The id of the Venue.', resolve: ({ id }) => encodeNodeId('Venue', id) }),
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
    city: t.string({
      description: 'The city, in one language.',
      args: languageArgument,
      resolve: ({ city }, args, context) => localize(city, args, context),
    }),
    cityTranslations: t.field({
      type: [LocalizedTextRef],
      ...boundedList('translations', 'The city in each available language.'),
      resolve: ({ city }) => city,
    }),
    country: t.expose('country', { type: 'CountryCode', description: 'The country of the city.' }),
    timeZone: t.expose('timeZone', { type: 'TimeZone', description: 'Time zone of the city.' }),
  }),
});
