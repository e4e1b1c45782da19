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

const moneyMetrics = new Set(['INVESTMENT', 'FOREIGN_FUNDED_INVESTMENT', 'LETTERS_OF_INTENT', 'TRADE']);

/** More decimals would be rounded by the column, and a figure is stored as it was reported. */
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
  'A publication that reported something.',
  z.object({
    publisher: text().describe('The publisher: at most 300 characters.'),
    reference: text()
      .nullish()
      .describe(
        'The publisher’s own number or title of the report: at most 300 characters. Null where it has none.',
      ),
    publishedOn: day.describe('The day of the publication.'),
    url: httpUrl
      .nullish()
      .describe('An http:// or https:// address of at most 2,000 characters. Null where it is not online.'),
  }),
);

export const figureInput = z
  .object({
    series: seriesRef
      .nullish()
      .describe(
        'For a cumulative figure, together with fromEdition and toEdition. Give one of series, exhibition and ceremony.',
      ),
    exhibition: exhibitionRef.nullish().describe('For a figure of one edition, by its slug or its id.'),
    ceremony: nodeId('Ceremony').nullish().describe('For a figure of one ceremony.'),
    metric: oneOf('FigureMetric', enums.FigureMetric).describe('What is measured.'),
    value: value.describe(
      'In the unit that the metric names: at most 18 digits, and the decimals of the currency for money, 4 for FLOOR_AREA, none for a count.',
    ),
    currency: currency.nullish().describe('For money, and only for money.'),
    qualifier: oneOf('FigureQualifier', enums.FigureQualifier).describe(
      'How exact the statement claims to be.',
    ),
    fromEdition: z.int().min(1).nullish().describe('The first edition of a cumulative figure, from 1.'),
    toEdition: z
      .int()
      .min(1)
      .nullish()
      .describe('The last edition of a cumulative figure, not before fromEdition.'),
    asOf: day.describe('The day for which it was stated.'),
    noteTranslations: localized(2_000)
      .nullish()
      .describe('What was stated beside the figure: at most 2,000 characters in each language.'),
    sources: z
      .array(source)
      .min(1, 'needs at least one source: name who reported the figure')
      .max(listLimits.sources.max, `has more than ${listLimits.sources.max} sources`)
      .describe('1 to 20 publications that reported it.'),
    ...creating,
  })
  .superRefine((input, context) => {
    const issue = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const scopes = [input.series, input.exhibition, input.ceremony].filter((id) => id != null);
    if (scopes.length !== 1)
      issue('exhibition', 'give one of series, exhibition and ceremony: what the figure covers');
    if (input.series && (input.fromEdition == null || input.toEdition == null)) {
      issue('toEdition', 'a figure of a series names its first and last edition');
    }
    if (!input.series && (input.fromEdition != null || input.toEdition != null)) {
      issue('fromEdition', 'only a figure of a series names editions');
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

/** Money has the decimals of its currency and an area has four. All other metrics are counts. */
function decimalsOfMetric(metric: string, currencyCode: string | null | undefined): number {
  if (currencyCode != null) return decimalsOf(currencyCode);
  return metric === 'FLOOR_AREA' ? 4 : 0;
}
