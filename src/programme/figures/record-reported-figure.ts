import { z } from 'zod';
import { requireOrganizer } from '../../auth/policies.ts';
import { InvalidInput } from '../../errors/user-errors.ts';
import type { Context } from '../../graphql/context.ts';
import { decimalsOf } from '../../money/currencies.ts';
import { change, type Transaction } from '../../mutations/change.ts';
import { requireRow } from '../../mutations/require-row.ts';
import { currency, day, httpUrl, localized, nodeId, readInput, text } from '../../mutations/validators.ts';

const moneyMetrics = new Set(['INVESTMENT', 'FOREIGN_FUNDED_INVESTMENT', 'LETTERS_OF_INTENT', 'TRADE']);

/** A column would round what it cannot hold, and a statement is kept as it was made. */
const value = z
  .string()
  .regex(
    /^(0|[1-9]\d{0,17})(\.\d{1,4})?$/,
    'is not a plain decimal number of at most 18 digits and 4 decimals',
  );

const schema = z
  .object({
    series: nodeId('ExhibitionSeries').nullish(),
    exhibition: nodeId('Exhibition').nullish(),
    ceremony: nodeId('Ceremony').nullish(),
    metric: z.string(),
    value,
    currency: currency.nullish(),
    qualifier: z.string(),
    fromEdition: z.int().min(1).nullish(),
    toEdition: z.int().min(1).nullish(),
    asOf: day,
    noteTranslations: localized(2_000).nullish(),
    sources: z
      .array(
        z.object({
          publisher: text(),
          reference: text().nullish(),
          publishedOn: day,
          url: httpUrl.nullish(),
        }),
      )
      .min(1, 'needs at least one source: a figure is somebody’s statement')
      .max(20),
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
type Input = z.output<typeof schema>;

/** All but money and floor area is counted. */
function decimalsOfMetric(metric: string, currencyCode: string | null | undefined): number {
  if (currencyCode != null) return decimalsOf(currencyCode);
  return metric === 'FLOOR_AREA' ? 4 : 0;
}

/** Keeps what somebody said as they said it; nothing is computed from it. */
export async function recordReportedFigure(context: Context, raw: unknown): Promise<{ figure: string }> {
  requireOrganizer(context.identity);
  const input = readInput(schema, raw);
  return change(context, { mutation: 'recordReportedFigure' }, async ({ tx, audit }) => {
    const scope = await scopeOf(tx, input);
    const sources = await Promise.all(input.sources.map((source) => keepSource(tx, source)));
    const { id } = await tx.reportedFigure.create({
      data: {
        ...scope,
        metric: input.metric as 'PROJECTS',
        value: input.value,
        currencyCode: input.currency ?? null,
        qualifier: input.qualifier as 'EXACT',
        fromEdition: input.fromEdition ?? null,
        toEdition: input.toEdition ?? null,
        asOf: input.asOf,
        ...(input.noteTranslations && { notes: input.noteTranslations }),
        sources: { connect: sources },
      },
      select: { id: true },
    });
    audit({
      ...(scope.exhibitionId && { exhibition: scope.exhibitionId }),
      type: 'ReportedFigure',
      id,
      after: input,
    });
    return { figure: id };
  });
}

async function scopeOf(tx: Transaction, { series, exhibition, ceremony }: Input) {
  if (series) {
    await requireRow(tx.exhibitionSeries.findUnique({ where: { id: series } }), 'series', [
      'input',
      'series',
    ]);
    return { scope: 'CUMULATIVE' as const, seriesId: series, exhibitionId: null, ceremonyId: null };
  }
  if (exhibition) {
    const row = await requireRow(tx.exhibition.findUnique({ where: { id: exhibition } }), 'exhibition', [
      'input',
      'exhibition',
    ]);
    return { scope: 'EDITION' as const, seriesId: row.seriesId, exhibitionId: row.id, ceremonyId: null };
  }
  if (!ceremony) throw InvalidInput.at(['input'], 'covers nothing');
  const row = await requireRow(
    tx.ceremony.findUnique({ where: { id: ceremony }, include: { exhibition: true } }),
    'ceremony',
    ['input', 'ceremony'],
  );
  return {
    scope: 'CEREMONY' as const,
    seriesId: row.exhibition.seriesId,
    exhibitionId: row.exhibitionId,
    ceremonyId: row.id,
  };
}

async function keepSource(
  tx: Transaction,
  { publisher, publishedOn, url, reference }: Input['sources'][number],
) {
  const key = { publisher, publishedOn, reference: reference ?? '' };
  return tx.source.upsert({
    where: { publisher_reference_publishedOn: key },
    create: { ...key, url: url ?? null },
    update: {},
    select: { id: true },
  });
}
