import { z } from 'zod';
import { createStreams } from '../../announcements/create-streams.ts';
import { requireOrganizer } from '../../auth/policies.ts';
import type { Context } from '../../graphql/context.ts';
import { change } from '../../mutations/change.ts';
import { requireRow } from '../../mutations/require-row.ts';
import { currency, day, localized, nodeId, readInput, slug, timeZone } from '../../mutations/validators.ts';
import { inOrderOf } from '../../text/localized-text.ts';
import {
  focusIndustries,
  industryIds,
  languages,
  rates,
  requireDates,
  requireForeignRates,
  venueColumns,
  venueInput,
} from './exhibition-input.ts';

const schema = z.object({
  series: nodeId('ExhibitionSeries'),
  edition: z.int().min(1).max(1_000),
  slug,
  nameTranslations: localized(),
  themeTranslations: localized().nullish(),
  startsOn: day,
  endsOn: day,
  timeZone,
  languages,
  reportingCurrency: currency,
  focusIndustries: focusIndustries.nullish(),
  venues: z.array(venueInput).max(20).nullish(),
  exchangeRates: rates.nullish(),
  sample: z.boolean().nullish(),
});

export async function createExhibition(context: Context, raw: unknown): Promise<{ exhibition: string }> {
  requireOrganizer(context.identity);
  const input = readInput(schema, raw);
  requireDates(input.startsOn, input.endsOn);
  requireForeignRates(input.exchangeRates ?? [], input.reportingCurrency);
  return change(context, { mutation: 'createExhibition' }, async ({ tx, audit }) => {
    await requireRow(tx.exhibitionSeries.findUnique({ where: { id: input.series } }), 'series', [
      'input',
      'series',
    ]);
    const industries = await industryIds(tx, input.focusIndustries ?? []);
    const { id } = await tx.exhibition.create({
      data: {
        seriesId: input.series,
        edition: input.edition,
        slug: input.slug,
        names: inOrderOf(input.languages, input.nameTranslations),
        ...(input.themeTranslations && { theme: inOrderOf(input.languages, input.themeTranslations) }),
        startsOn: input.startsOn,
        endsOn: input.endsOn,
        timeZone: input.timeZone,
        languages: input.languages,
        reportingCurrencyCode: input.reportingCurrency,
        sample: input.sample ?? false,
        industries: { create: industries.map((industryId, position) => ({ industryId, position })) },
        venues: {
          create: (input.venues ?? []).map((venue, position) => ({ ...venueColumns(venue), position })),
        },
        rates: {
          create: (input.exchangeRates ?? []).map(({ currency: currencyCode, ...rate }) => ({
            ...rate,
            currencyCode,
            sample: input.sample ?? false,
          })),
        },
      },
      select: { id: true },
    });
    await createStreams(tx, id);
    audit({ exhibition: id, type: 'Exhibition', id, after: input });
    return { exhibition: id };
  });
}
