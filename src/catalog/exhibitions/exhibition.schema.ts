import { builder } from '../../graphql/builder.ts';
import {
  LocalizedTextRef,
  languageArgument,
  localize,
  nameField,
  nameTranslationsField,
} from '../../graphql/localized-text.schema.ts';
import { RateRef } from '../../graphql/money.schema.ts';
import { declareVisibility, everyone } from '../../graphql/visibility.ts';
import { asLocalizedText } from '../../text/localized-text.ts';
import { asRate, rateSelection } from './rates.ts';
import { VenueRef } from './venue.schema.ts';

export const exhibitionVisibility = declareVisibility(['Exhibition'], 'Exhibition', everyone);

export const ExhibitionRef = builder.prismaNode('Exhibition', {
  id: { field: 'id' },
  // With both, an announcement's exhibition costs no query while only these are asked of it.
  select: { id: true, slug: true },
  description: 'One edition of a series.',
  fields: (t) => ({
    series: t.relation('series'),
    edition: t.exposeInt('edition', { description: '1 for the first.' }),
    slug: t.string({
      description: 'Its name in addresses, arguments and tokens. It never changes.',
      resolve: ({ slug }) => slug,
    }),
    name: t.string(nameField),
    nameTranslations: t.field(nameTranslationsField),
    theme: t.string({
      nullable: true,
      select: { theme: true },
      args: languageArgument,
      resolve: ({ theme }, args, context) => (theme ? localize(theme, args, context) : null),
    }),
    themeTranslations: t.field({
      type: [LocalizedTextRef],
      select: { theme: true },
      resolve: ({ theme }) => (theme ? asLocalizedText(theme) : []),
    }),
    startsOn: t.expose('startsOn', { type: 'Date' }),
    endsOn: t.expose('endsOn', { type: 'Date' }),
    timeZone: t.expose('timeZone', { type: 'TimeZone' }),
    languages: t.expose('languages', { type: ['LanguageTag'], description: 'The first one is the default.' }),
    reportingCurrency: t.field({
      type: 'CurrencyCode',
      select: { reportingCurrencyCode: true },
      description: 'The currency in which it adds up.',
      resolve: ({ reportingCurrencyCode }) => reportingCurrencyCode,
    }),
    exchangeRates: t.field({
      type: [RateRef],
      select: { rates: rateSelection },
      resolve: ({ rates }) => rates.map(asRate),
    }),
    focusIndustries: t.prismaField({
      type: ['Industry'],
      select: (_args, _context, nested) => ({
        industries: { orderBy: { position: 'asc' }, select: { industry: nested() } },
      }),
      resolve: (_query, { industries }) => industries.map(({ industry }) => industry) as never,
    }),
    venues: t.relation('venues', { type: VenueRef, query: { orderBy: { position: 'asc' } } }),
    sample: t.exposeBoolean('sample', {
      description: 'True where this is invented sample data, not a fact.',
    }),
  }),
});

export const ExhibitionConnection = builder.connectionObject(
  { type: ExhibitionRef, name: 'ExhibitionConnection', description: 'A page of exhibitions.' },
  { name: 'ExhibitionEdge' },
);
