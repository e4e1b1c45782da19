import { builder } from '../../graphql/builder.ts';
import { boundedList } from '../../graphql/list-limits.ts';
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

export const exhibitionVisibility = declareVisibility('Exhibition', 'Exhibition', everyone);

export const ExhibitionRef = builder.prismaNode('Exhibition', {
  id: { field: 'id' },
  // With both, an announcement's exhibition costs no query while only these are asked of it.
  select: { id: true, slug: true },
  description: 'One edition of a series.',
  fields: (t) => ({
    series: t.relation('series', { description: 'The series that it is an edition of.' }),
    edition: t.exposeInt('edition', { description: 'Number of the edition in its series; 1 is the first.' }),
    slug: t.string({
      description: 'Its name in addresses, arguments and tokens. It never changes.',
      resolve: ({ slug }) => slug,
    }),
    name: t.string(nameField),
    nameTranslations: t.field(nameTranslationsField),
    theme: t.string({
      nullable: true,
      description: 'The motto of the edition. Null without one.',
      select: { theme: true },
      args: languageArgument,
      resolve: ({ theme }, args, context) => (theme ? localize(theme, args, context) : null),
    }),
    themeTranslations: t.field({
      type: [LocalizedTextRef],
      ...boundedList(
        'translations',
        'The motto in each available language, in the order of the languages of the exhibition. Empty without one.',
      ),
      select: { theme: true },
      resolve: ({ theme }) => (theme ? asLocalizedText(theme) : []),
    }),
    startsOn: t.expose('startsOn', {
      type: 'Date',
      description: 'First day, in the time zone of the exhibition.',
    }),
    endsOn: t.expose('endsOn', { type: 'Date', description: 'Last day, included.' }),
    timeZone: t.expose('timeZone', { type: 'TimeZone', description: 'Time zone of the host city.' }),
    languages: t.expose('languages', {
      type: ['LanguageTag'],
      description: 'Languages of the exhibition; the first is the default.',
    }),
    reportingCurrency: t.field({
      type: 'CurrencyCode',
      select: { reportingCurrencyCode: true },
      description: 'Currency into which totals are converted.',
      resolve: ({ reportingCurrencyCode }) => reportingCurrencyCode,
    }),
    exchangeRates: t.field({
      type: [RateRef],
      ...boundedList(
        'exchangeRates',
        'Rates into the reporting currency, one per foreign currency, in the order of the codes.',
      ),
      select: { rates: rateSelection },
      resolve: ({ rates }) => rates.map(asRate),
    }),
    focusIndustries: t.prismaField({
      type: ['Industry'],
      ...boundedList(
        'focusIndustries',
        'Industries that the edition focuses on, in the order in which they were entered.',
      ),
      select: (_args, _context, nested) => ({
        industries: { orderBy: { position: 'asc' }, select: { industry: nested() } },
      }),
      resolve: (_query, { industries }) => industries.map(({ industry }) => industry) as never,
    }),
    venues: t.relation('venues', {
      type: VenueRef,
      ...boundedList('venues', 'The halls, the host’s first.'),
      query: { orderBy: { position: 'asc' } },
    }),
    version: t.exposeInt('version', {
      description: 'Increases with each change of the exhibition. Mutations accept it as expectedVersion.',
    }),
    sample: t.exposeBoolean('sample', {
      description: 'True for invented sample data, which is not a fact.',
    }),
  }),
});

export const ExhibitionConnection = builder.connectionObject(
  { type: ExhibitionRef, name: 'ExhibitionConnection', description: 'A page of exhibitions.' },
  { name: 'ExhibitionEdge' },
);
