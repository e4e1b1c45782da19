import { ceremonyId } from './ceremonies.ts';
import { exhibitionId } from './exhibitions.ts';
import { localized } from './localized.ts';
import { reportedFigures, type SeedFigure } from './reported-figures.ts';
import { seedIds } from './seed-id.ts';
import { seriesId } from './series.ts';
import { asReported, publishedOn } from './sources.ts';
import type { Transaction } from './transaction.ts';

const keys = reportedFigures.map(keyOf);
const figureId = seedIds('figure', keys);

function keyOf({ of, metric }: SeedFigure): string {
  return `${Object.entries(of).flat().join('-')}/${metric}`;
}

export async function writeFigures(tx: Transaction): Promise<void> {
  await tx.reportedFigure.createMany({ data: reportedFigures.map(asRow), skipDuplicates: true });
  for (const figure of reportedFigures) {
    const data = { sources: { connect: asReported(figure.sources) } };
    await tx.reportedFigure.update({ where: { id: figureId(keyOf(figure)) }, data, select: { id: true } });
  }
}

function asRow(figure: SeedFigure) {
  const { metric, qualifier, value, currency, note, sources } = figure;
  return {
    id: figureId(keyOf(figure)),
    seriesId,
    ...scopeOf(figure.of),
    metric,
    qualifier,
    value,
    currencyCode: currency ?? null,
    // The reports name no day of the figure: it is dated to the day of the first report.
    asOf: new Date(Math.min(...sources.map((source) => publishedOn(source).getTime()))),
    ...(note && { notes: localized(...note) }),
  };
}

function scopeOf(of: SeedFigure['of']) {
  if ('upTo' in of) return { scope: 'CUMULATIVE' as const, fromEdition: 1, toEdition: of.upTo };
  if ('edition' in of) return { scope: 'EDITION' as const, exhibitionId: exhibitionId(of.edition) };
  const { opening } = of;
  return {
    scope: 'CEREMONY' as const,
    exhibitionId: exhibitionId(opening),
    ceremonyId: ceremonyId(opening),
  };
}
