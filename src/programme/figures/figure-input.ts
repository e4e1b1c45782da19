import { z } from 'zod';
import * as enums from '../../../prisma/generated/client/enums.ts';
import { listLimits } from '../../graphql/list-limits.ts';
import { decimalsOf } from '../../money/currencies.ts';
import { creating } from '../../mutations/common-input.ts';
import { inputObject, named, oneOf } from '../../mutations/input-type.ts';
import {
  currency,
  day,
  exhibitionRef,
  httpUrl,
  localized,
  nodeId,
  seriesRef,
  text,
} from '../../mutations/validators.ts';

const moneyMetrics: ReadonlySet<string> = new Set([
  'INVESTMENT',
  'FOREIGN_FUNDED_INVESTMENT',
  'LETTERS_OF_INTENT',
  'TRADE',
]);

/** The column would round further decimals, but a figure is stored as it was reported. */
const value = named(
  'Decimal',
  z
    .string()
    .regex(
      /^(0|[1-9]\d{0,17})(\.\d{1,4})?$/,
      'is not a plain decimal number of at most 18 digits and 4 decimals',
    ),
);

const source = inputObject(
  'SourceInput',
  'A publication that reported the figure.',
  z.object({
    publisher: text().describe('The publisher: at most 300 characters.'),
    reference: text()
      .nullish()
      .describe(
        'The number or title that the publisher gave the report: at most 300 characters. Null if it has none.',
      ),
    publishedOn: day.describe('The day of the publication.'),
    url: httpUrl
      .nullish()
      .describe(
        'The http:// or https:// URL of the report, at most 2,000 characters. Null if it is not online.',
      ),
  }),
);

export const figureInput = z
  .object({
    series: seriesRef
      .nullish()
      .describe(
        'For a cumulative figure, by its slug or its id. Requires fromEdition and toEdition. Give exactly one of series, exhibition and ceremony.',
      ),
    exhibition: exhibitionRef
      .nullish()
      .describe('The edition that the figure covers, by its slug or its id.'),
    ceremony: nodeId('Ceremony').nullish().describe('The id of the ceremony that the figure covers.'),
    metric: oneOf('FigureMetric', enums.FigureMetric).describe('What is measured.'),
    value: value.describe(
      'The value in the unit of the metric, with at most 18 digits before the point. Decimals: those of the currency for money, 4 for FLOOR_AREA, none for a number.',
    ),
    currency: currency
      .nullish()
      .describe('The currency of an amount. Required for amounts, not allowed for other metrics.'),
    qualifier: oneOf('FigureQualifier', enums.FigureQualifier).describe(
      'The precision that the source states.',
    ),
    fromEdition: z.int().min(1).nullish().describe('The first edition of a cumulative figure, from 1.'),
    toEdition: z
      .int()
      .min(1)
      .nullish()
      .describe('The last edition of a cumulative figure, not before fromEdition.'),
    asOf: day.describe('The day that the figure refers to.'),
    noteTranslations: localized(2_000)
      .nullish()
      .describe('A note on the figure, with one entry per language, each of at most 2,000 characters.'),
    sources: z
      .array(source)
      .min(1, 'needs at least one source')
      .max(listLimits.sources.max, `has more than ${listLimits.sources.max} sources`)
      .describe('The publications that reported the figure, 1 to 20.'),
    ...creating,
  })
  .superRefine((input, context) => {
    const issue = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const scopes = [input.series, input.exhibition, input.ceremony].filter((id) => id != null);
    if (scopes.length !== 1) issue('exhibition', 'give exactly one of series, exhibition and ceremony');
    if (input.series && (input.fromEdition == null || input.toEdition == null)) {
      issue('toEdition', 'a figure of a series requires fromEdition and toEdition');
    }
    if (!input.series && (input.fromEdition != null || input.toEdition != null)) {
      issue('fromEdition', 'fromEdition and toEdition are for a figure of a series only');
    }
    if (input.fromEdition != null && input.toEdition != null && input.toEdition < input.fromEdition) {
      issue('toEdition', 'is before fromEdition');
    }
    if (moneyMetrics.has(input.metric) !== (input.currency != null)) {
      issue(
        'currency',
        moneyMetrics.has(input.metric) ? `${input.metric} is money` : `${input.metric} is not money`,
      );
    } else {
      const decimals = decimalsOfMetric(input.metric, input.currency);
      if ((input.value.split('.')[1]?.length ?? 0) > decimals)
        issue('value', `has more than the ${decimals} decimals of ${input.currency ?? input.metric}`);
    }
  });
export type FigureInput = z.output<typeof figureInput>;

/** Amounts have the decimals of their currency, an area has four. All other metrics are whole numbers. */
function decimalsOfMetric(metric: string, currencyCode: string | null | undefined): number {
  if (currencyCode != null) return decimalsOf(currencyCode);
  return metric === 'FLOOR_AREA' ? 4 : 0;
}
