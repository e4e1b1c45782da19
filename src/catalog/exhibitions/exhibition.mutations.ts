import { AlreadyExists, RatesInUse } from '../../errors/user-errors.ts';
import { builder, type OutputFields } from '../../graphql/builder.ts';
import { LocalizedTextInput } from '../../graphql/localized-text.schema.ts';
import { commonErrors } from '../../graphql/user-error.schema.ts';
import { createExhibition } from './create-exhibition.ts';
import { updateExhibition } from './update-exhibition.ts';
import { VenueInput } from './venue.schema.ts';

const ExchangeRateInput = builder.inputType('ExchangeRateInput', {
  description: 'What one unit of a currency is in the reporting currency.',
  fields: (t) => ({
    currency: t.field({ type: 'CurrencyCode', required: true }),
    rate: t.field({
      type: 'Decimal',
      required: true,
      description: 'Greater than zero, at most 12 decimals.',
    }),
    date: t.field({ type: 'Date', required: true, description: 'The day that the rate is of.' }),
    source: t.string({ required: true, description: 'Who published it.' }),
  }),
});

/** The changed exhibition, in the answer of either mutation. */
function exhibitionOutput(t: OutputFields<{ exhibition: string }>) {
  return t.prismaField({
    type: 'Exhibition',
    resolve: (query, { exhibition }, _args, { database }) =>
      database.prisma.exhibition.findUniqueOrThrow({ ...query, where: { id: exhibition } }),
  });
}

builder.relayMutationField(
  'createExhibition',
  {
    name: 'CreateExhibitionInput',
    inputFields: (t) => ({
      series: t.id({ required: true }),
      edition: t.int({ required: true, description: '1 for the first.' }),
      slug: t.string({
        required: true,
        description: 'Its name in addresses, arguments and tokens; it never changes.',
      }),
      nameTranslations: t.field({ type: [LocalizedTextInput], required: true }),
      themeTranslations: t.field({ type: [LocalizedTextInput] }),
      startsOn: t.field({ type: 'Date', required: true }),
      endsOn: t.field({ type: 'Date', required: true }),
      timeZone: t.field({ type: 'TimeZone', required: true }),
      languages: t.field({
        type: ['LanguageTag'],
        required: true,
        description: 'The first one is the default.',
      }),
      reportingCurrency: t.field({ type: 'CurrencyCode', required: true }),
      focusIndustries: t.stringList({ description: 'Codes of industries, in the order to show them.' }),
      venues: t.field({ type: [VenueInput] }),
      exchangeRates: t.field({ type: [ExchangeRateInput] }),
      sample: t.boolean({ defaultValue: false, description: 'Marks invented data.' }),
    }),
  },
  {
    description: 'Opens the books of an edition: its streams begin empty. For organizers.',
    errors: { types: [...commonErrors, AlreadyExists] },
    resolve: (_root, { input }, context) => createExhibition(context, input),
  },
  { name: 'CreateExhibitionSuccess', outputFields: (t) => ({ exhibition: exhibitionOutput(t) }) },
);

builder.relayMutationField(
  'updateExhibition',
  {
    name: 'UpdateExhibitionInput',
    inputFields: (t) => ({
      exhibition: t.id({ required: true }),
      nameTranslations: t.field({ type: [LocalizedTextInput] }),
      themeTranslations: t.field({ type: [LocalizedTextInput] }),
      startsOn: t.field({ type: 'Date' }),
      endsOn: t.field({ type: 'Date' }),
      timeZone: t.field({ type: 'TimeZone' }),
      languages: t.field({ type: ['LanguageTag'] }),
      focusIndustries: t.stringList({ description: 'Replaces them all.' }),
      addVenues: t.field({ type: [VenueInput], description: 'Stand behind those that are there.' }),
      exchangeRates: t.field({
        type: [ExchangeRateInput],
        description:
          'Replaces them all. Refused while a ceremony is open. What was announced stays as it was told.',
      }),
    }),
  },
  {
    description: 'Changes what is given and leaves the rest. For organizers.',
    errors: { types: [...commonErrors, RatesInUse] },
    resolve: (_root, { input }, context) => updateExhibition(context, input),
  },
  { name: 'UpdateExhibitionSuccess', outputFields: (t) => ({ exhibition: exhibitionOutput(t) }) },
);
