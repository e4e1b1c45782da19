import { archivedField } from '../../graphql/archived.ts';
import { builder } from '../../graphql/builder.ts';
import { localizedInSql, lookupInSql } from '../../graphql/in-sql.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import {
  LocalizedTextRef,
  languageArgument,
  localize,
  nameField,
  nameTranslationsField,
} from '../../graphql/localized-text.schema.ts';
import { decodeReference, isReferenced } from '../../graphql/reference.ts';
import { declareVisibility, everyone } from '../../graphql/visibility.ts';
import { asLocalizedText } from '../../text/localized-text.ts';

export const seriesVisibility = declareVisibility('ExhibitionSeries', 'ExhibitionSeries', everyone);

export const SeriesRef = builder.prismaNode('ExhibitionSeries', {
  id: { field: 'id' },
  select: { id: true },
  description: 'A recurring exhibition. Each of its editions is an Exhibition.',
  fields: (t) => ({
    slug: t.exposeString('slug', {
      description: 'Unique name in URLs and arguments: lower-case letters, digits and hyphens.',
    }),
    name: t.string(nameField),
    nameTranslations: t.field(nameTranslationsField),
    hostCity: t.string({
      ...localizedInSql('hostCity'),
      description: 'The host city in one language.',
      select: { hostCity: true },
      args: languageArgument,
      resolve: ({ hostCity }, args, context) => localize(hostCity, args, context),
    }),
    hostCityTranslations: t.field({
      type: [LocalizedTextRef],
      ...boundedList(
        'translations',
        'The host city in each available language, in the order in which the languages were entered.',
      ),
      select: { hostCity: true },
      resolve: ({ hostCity }) => asLocalizedText(hostCity),
    }),
    hostCountry: t.expose('hostCountry', {
      type: 'CountryCode',
      description: 'The country of the host city.',
    }),
    hostSubdivision: t.exposeString('hostSubdivision', {
      nullable: true,
      description: 'ISO 3166-2 code of the province or state of the host city, such as CN-JS.',
    }),
    partnerCountries: t.expose('partnerCountries', {
      type: ['CountryCode'],
      description: 'Partner countries, in display order.',
    }),
    heldSince: t.exposeInt('heldSince', { nullable: true, description: 'The year of the first edition.' }),
    archived: t.exposeBoolean('archived', archivedField),
    version: t.exposeInt('version', {
      description: 'Increases with each change of the series. Mutations accept it as expectedVersion.',
    }),
    sample: t.exposeBoolean('sample', {
      description: 'True for invented sample data.',
    }),
  }),
});

builder.queryField('series', (t) =>
  t.prismaField({
    type: 'ExhibitionSeries',
    nullable: true,
    description: 'One series, by its slug or its id. Null if there is none.',
    args: { idOrSlug: t.arg.id({ required: true, description: 'The slug or the id of the series.' }) },
    ...lookupInSql(({ idOrSlug }: { idOrSlug: string }) => {
      const reference = decodeReference('ExhibitionSeries', idOrSlug);
      return reference && isReferenced('item', reference);
    }),
    resolve: (query, _root, { idOrSlug }, { database }) => {
      const where = decodeReference('ExhibitionSeries', idOrSlug);
      return where && database.rows.exhibitionSeries.findUnique({ ...query, where });
    },
  }),
);
