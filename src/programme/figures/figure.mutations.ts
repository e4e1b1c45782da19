import { builder } from '../../graphql/builder.ts';
import { FigureMetric, FigureQualifier } from '../../graphql/enums.schema.ts';
import { LocalizedTextInput } from '../../graphql/localized-text.schema.ts';
import { commonErrors } from '../../graphql/user-error.schema.ts';
import { FigureRef } from './figure.schema.ts';
import { recordReportedFigure } from './record-reported-figure.ts';

const SourceInput = builder.inputType('SourceInput', {
  fields: (t) => ({
    publisher: t.string({ required: true }),
    reference: t.string({ description: 'The publisher’s own number or title of the report.' }),
    publishedOn: t.field({ type: 'Date', required: true }),
    url: t.string(),
  }),
});

builder.relayMutationField(
  'recordReportedFigure',
  {
    name: 'RecordReportedFigureInput',
    inputFields: (t) => ({
      series: t.id({ description: 'For a cumulative figure, together with its editions.' }),
      exhibition: t.id({ description: 'For a figure of one edition.' }),
      ceremony: t.id({ description: 'For a figure of one ceremony.' }),
      metric: t.field({ type: FigureMetric, required: true }),
      value: t.field({ type: 'Decimal', required: true }),
      currency: t.field({ type: 'CurrencyCode', description: 'For money.' }),
      qualifier: t.field({ type: FigureQualifier, required: true }),
      fromEdition: t.int(),
      toEdition: t.int(),
      asOf: t.field({ type: 'Date', required: true, description: 'The day for which it was stated.' }),
      noteTranslations: t.field({ type: [LocalizedTextInput] }),
      sources: t.field({ type: [SourceInput], required: true }),
    }),
  },
  {
    description: 'Keeps a statement as it was made. It changes no total. For organizers.',
    errors: { types: commonErrors },
    resolve: (_root, { input }, context) => recordReportedFigure(context, input),
  },
  {
    name: 'RecordReportedFigureSuccess',
    outputFields: (t) => ({
      figure: t.prismaField({
        type: FigureRef,
        resolve: (query, { figure }, _args, { database }) =>
          database.prisma.reportedFigure.findUniqueOrThrow({ ...query, where: { id: figure } }),
      }),
    }),
  },
);
