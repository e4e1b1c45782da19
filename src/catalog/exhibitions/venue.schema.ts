import { builder } from '../../graphql/builder.ts';
import { localizedInSql } from '../../graphql/in-sql.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import {
  LocalizedTextRef,
  languageArgument,
  localize,
  nameField,
  nameTranslationsField,
} from '../../graphql/localized-text.schema.ts';
import { declareVisibility, everyone } from '../../graphql/visibility.ts';
import { asLocalizedText } from '../../text/localized-text.ts';

declareVisibility('Venue', 'Venue', everyone);

export const VenueRef = builder.prismaNode('Venue', {
  id: { field: 'id' },
  select: { id: true },
  description: 'A venue: a hall or a building. An exhibition can have venues in several countries.',
  fields: (t) => ({
    name: t.string(nameField),
    nameTranslations: t.field(nameTranslationsField),
    city: t.string({
      ...localizedInSql('city'),
      description: 'The city in one language.',
      select: { city: true },
      args: languageArgument,
      resolve: ({ city }, args, context) => localize(city, args, context),
    }),
    cityTranslations: t.field({
      type: [LocalizedTextRef],
      ...boundedList(
        'translations',
        'The city in each available language, in the order in which the languages were entered.',
      ),
      select: { city: true },
      resolve: ({ city }) => asLocalizedText(city),
    }),
    country: t.expose('country', { type: 'CountryCode', description: 'The country of the city.' }),
    timeZone: t.expose('timeZone', { type: 'TimeZone', description: 'Time zone of the city.' }),
    version: t.exposeInt('version', {
      description: 'Increases with each change of the venue. Mutations accept it as expectedVersion.',
    }),
  }),
});
