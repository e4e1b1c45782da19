import { archivedField } from '../../graphql/archived.ts';
import { builder } from '../../graphql/builder.ts';
import { selectionInSql, textInSql } from '../../graphql/in-sql.ts';
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
  // Announcements contain both, so `exhibition { id slug }` of an announcement needs no query.
  select: { id: true, slug: true },
  description: 'One edition of a series.',
  fields: (t) => ({
    series: t.relation('series', { description: 'The series of this edition.' }),
    edition: t.exposeInt('edition', { description: 'Number of the edition in its series; 1 is the first.' }),
    slug: t.string({
      ...textInSql('slug'),
      description: 'The unique name in URLs, arguments and tokens. It never changes.',
      resolve: ({ slug }) => slug,
    }),
    name: t.string(nameField),
    nameTranslations: t.field(nameTranslationsField),
    theme: t.string({
      nullable: true,
      description: 'The theme of the edition in one language. Null if there is none.',
      select: { theme: true },
      args: languageArgument,
      resolve: ({ theme }, args, context) => (theme ? localize(theme, args, context) : null),
    }),
    themeTranslations: t.field({
      type: [LocalizedTextRef],
      ...boundedList(
        'translations',
        'The theme in each available language, in the order of the languages of the exhibition. Empty if there is none.',
      ),
      select: { theme: true },
      resolve: ({ theme }) => (theme ? asLocalizedText(theme) : []),
    }),
    startsOn: t.expose('startsOn', {
      type: 'Date',
      description: 'First day, in the time zone of the exhibition.',
    }),
    endsOn: t.expose('endsOn', { type: 'Date', description: 'Last day, included.' }),
    timeZone: t.expose('timeZone', {
      type: 'TimeZone',
      description: 'IANA time zone of the host city, in which the days of the exhibition begin and end.',
    }),
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
        'Industries that the edition focuses on, in display order.',
        selectionInSql,
      ),
      select: (_args, _context, nested) => ({
        industries: { orderBy: { position: 'asc' }, select: { industry: nested() } },
      }),
      resolve: (_query, { industries }) => industries.map(({ industry }) => industry) as never,
    }),
    venues: t.relation('venues', {
      type: VenueRef,
      ...boundedList('venues', 'The venues in display order, that of the host first.'),
      query: { orderBy: { position: 'asc' } },
    }),
    archived: t.exposeBoolean('archived', archivedField),
    version: t.exposeInt('version', {
      description: 'Increases with each change of the exhibition. Mutations accept it as expectedVersion.',
    }),
    sample: t.exposeBoolean('sample', {
      description: 'True for invented sample data.',
    }),
  }),
});

export const ExhibitionConnection = builder.connectionObject(
  { type: ExhibitionRef, name: 'ExhibitionConnection', description: 'A page of exhibitions.' },
  { name: 'ExhibitionEdge' },
);
