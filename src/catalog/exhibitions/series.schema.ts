import { AlreadyExists } from '../../errors/user-errors.ts';
import { builder } from '../../graphql/builder.ts';
import {
  LocalizedTextInput,
  LocalizedTextRef,
  languageArgument,
  localize,
  nameField,
  nameTranslationsField,
} from '../../graphql/localized-text.schema.ts';
import { commonErrors } from '../../graphql/user-error.schema.ts';
import { declareVisibility, everyone } from '../../graphql/visibility.ts';
import { asLocalizedText } from '../../text/localized-text.ts';
import { createSeries } from './create-series.ts';

declareVisibility(['ExhibitionSeries'], 'ExhibitionSeries', everyone);

export const SeriesRef = builder.prismaNode('ExhibitionSeries', {
  id: { field: 'id' },
  select: { id: true },
  description: 'An exhibition that is held again and again: its editions are Exhibitions.',
  fields: (t) => ({
    slug: t.exposeString('slug'),
    name: t.string(nameField),
    nameTranslations: t.field(nameTranslationsField),
    hostCity: t.string({
      select: { hostCity: true },
      args: languageArgument,
      resolve: ({ hostCity }, args, context) => localize(hostCity, args, context),
    }),
    hostCityTranslations: t.field({
      type: [LocalizedTextRef],
      description: 'The host city in each language in which it is named.',
      select: { hostCity: true },
      resolve: ({ hostCity }) => asLocalizedText(hostCity),
    }),
    hostCountry: t.expose('hostCountry', { type: 'CountryCode' }),
    hostSubdivision: t.exposeString('hostSubdivision', {
      nullable: true,
      description: 'The province or state by its ISO 3166-2 code, such as CN-JS.',
    }),
    partnerCountries: t.expose('partnerCountries', { type: ['CountryCode'] }),
    heldSince: t.exposeInt('heldSince', { nullable: true, description: 'The year of the first edition.' }),
    exhibitions: t.relation('exhibitions', {
      description: 'Its editions, the first one first.',
      query: { orderBy: { edition: 'asc' } },
    }),
    sample: t.exposeBoolean('sample', {
      description: 'True where this is invented sample data, not a fact.',
    }),
  }),
});

builder.queryField('series', (t) =>
  t.prismaField({
    type: 'ExhibitionSeries',
    nullable: true,
    args: { slug: t.arg.string({ required: true }) },
    resolve: (query, _root, { slug }, { database }) =>
      database.rows.exhibitionSeries.findUnique({ ...query, where: { slug } }),
  }),
);

builder.relayMutationField(
  'createSeries',
  {
    name: 'CreateSeriesInput',
    inputFields: (t) => ({
      slug: t.string({ required: true }),
      nameTranslations: t.field({ type: [LocalizedTextInput], required: true }),
      hostCityTranslations: t.field({ type: [LocalizedTextInput], required: true }),
      hostCountry: t.field({ type: 'CountryCode', required: true }),
      hostSubdivision: t.string({ description: 'ISO 3166-2, such as CN-JS.' }),
      partnerCountries: t.field({ type: ['CountryCode'] }),
      heldSince: t.int({ description: 'The year of the first edition.' }),
      organizer: t.id({ description: 'A PublicBody or a Company.' }),
      sample: t.boolean({ defaultValue: false, description: 'Marks invented data.' }),
    }),
  },
  {
    description: 'Begins a series. For organizers.',
    errors: { types: [...commonErrors, AlreadyExists] },
    resolve: (_root, { input }, context) => createSeries(context, input),
  },
  {
    name: 'CreateSeriesSuccess',
    outputFields: (t) => ({
      series: t.prismaField({
        type: 'ExhibitionSeries',
        resolve: (query, { series }, _args, { database }) =>
          database.rows.exhibitionSeries.findUniqueOrThrow({ ...query, where: { id: series } }),
      }),
    }),
  },
);
