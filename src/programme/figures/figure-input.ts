import { z } from 'zod';
import * as enums from '../../../prisma/generated/client/enums.ts';
import { decimalsOf } from '../../money/currencies.ts';
import { creating } from '../../mutations/common-input.ts';
import { named, oneOf } from '../../mutations/input-type.ts';
import { currency, day, exhibitionRef, localized, nodeId, seriesRef } from '../../mutations/validators.ts';
import { someSources } from '../sources/source-input.ts';

/** As of an exhibition. */
const maxEdition = 1_000;

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

export const figureValue = value.describe(
  'In the unit that the metric names: at most 18 digits, and the decimals of the currency for money, 4 for FLOOR_AREA, none for a count.',
);
export const figureCurrency = currency.describe('For money, and only for money.');
export const figureQualifier = oneOf('FigureQualifier', enums.FigureQualifier).describe(
  'How exact the statement claims to be.',
);
export const asOf = day.describe('The day for which it was stated.');
export const noteTranslations = localized(2_000).describe(
  'What was stated beside the figure: at most 2,000 characters in each language.',
);
export const sources = someSources.describe('1 to 20 publications that reported it.');

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
    value: figureValue,
    currency: figureCurrency.nullish(),
    qualifier: figureQualifier,
    fromEdition: z
      .int()
      .min(1)
      .max(maxEdition)
      .nullish()
      .describe('The first edition of a cumulative figure, from 1 to 1,000.'),
    toEdition: z
      .int()
      .min(1)
      .max(maxEdition)
      .nullish()
      .describe('The last edition of a cumulative figure, not before fromEdition, at most 1,000.'),
    asOf,
    noteTranslations: noteTranslations.nullish(),
    sources,
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
    const problem = unitProblem(input);
    if (problem) issue(...problem);
  });
export type FigureInput = z.output<typeof figureInput>;

/** What is wrong with the currency or the value of a metric: the field and the message. Null if nothing is. */
export function unitProblem(figure: {
  metric: string;
  currency?: string | null | undefined;
  value: string;
}): ['currency' | 'value', string] | null {
  const isMoney = moneyMetrics.has(figure.metric);
  if (isMoney !== (figure.currency != null))
    return ['currency', isMoney ? `${figure.metric} is money` : `${figure.metric} is not money`];
  const decimals = decimalsOfMetric(figure.metric, figure.currency);
  const given = figure.value.split('.')[1]?.length ?? 0;
  if (given <= decimals) return null;
  return ['value', `has more than the ${decimals} decimals of ${figure.currency ?? figure.metric}`];
}

/** Money has the decimals of its currency and an area has four. All other metrics are counts. */
function decimalsOfMetric(metric: string, currencyCode: string | null | undefined): number {
  if (currencyCode != null) return decimalsOf(currencyCode);
  return metric === 'FLOOR_AREA' ? 4 : 0;
}
