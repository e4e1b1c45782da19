import { z } from 'zod';
import { requireOrganizer } from '../../auth/policies.ts';
import { updateReportingAmounts } from '../../derived-columns/reporting-amounts.ts';
import { RatesInUse } from '../../errors/user-errors.ts';
import type { Context } from '../../graphql/context.ts';
import { change, type Transaction } from '../../mutations/change.ts';
import { requireRow } from '../../mutations/require-row.ts';
import { day, localized, nodeId, readInput, timeZone } from '../../mutations/validators.ts';
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
  exhibition: nodeId('Exhibition'),
  nameTranslations: localized().nullish(),
  themeTranslations: localized().nullish(),
  startsOn: day.nullish(),
  endsOn: day.nullish(),
  timeZone: timeZone.nullish(),
  languages: languages.nullish(),
  focusIndustries: focusIndustries.nullish(),
  addVenues: z.array(venueInput).max(20).nullish(),
  exchangeRates: rates.nullish(),
});

export async function updateExhibition(context: Context, raw: unknown): Promise<{ exhibition: string }> {
  requireOrganizer(context.identity);
  const { exhibition: id, ...input } = readInput(schema, raw);
  return change(context, { mutation: 'updateExhibition' }, async ({ tx, audit }) => {
    const before = await requireRow(
      tx.exhibition.findUnique({ where: { id }, include: { venues: true, rates: true } }),
      'exhibition',
      ['input', 'exhibition'],
    );
    requireDates(input.startsOn ?? before.startsOn, input.endsOn ?? before.endsOn);
    const order = input.languages ?? before.languages;
    await tx.exhibition.update({
      where: { id },
      data: {
        ...(input.nameTranslations && { names: inOrderOf(order, input.nameTranslations) }),
        ...(input.themeTranslations && { theme: inOrderOf(order, input.themeTranslations) }),
        ...(input.startsOn && { startsOn: input.startsOn }),
        ...(input.endsOn && { endsOn: input.endsOn }),
        ...(input.timeZone && { timeZone: input.timeZone }),
        ...(input.languages && { languages: input.languages }),
      },
      select: { id: true },
    });
    if (input.focusIndustries) await replaceIndustries(tx, id, input.focusIndustries);
    if (input.addVenues) {
      const first = before.venues.length;
      await tx.venue.createMany({
        data: input.addVenues.map((venue, index) => ({
          ...venueColumns(venue),
          exhibitionId: id,
          position: first + index,
        })),
      });
    }
    if (input.exchangeRates) {
      requireForeignRates(input.exchangeRates, before.reportingCurrencyCode);
      await replaceRates(tx, id, input.exchangeRates);
    }
    audit({ exhibition: id, type: 'Exhibition', id, before, after: input });
    return { exhibition: id };
  });
}

async function replaceIndustries(
  tx: Transaction,
  exhibitionId: string,
  codes: readonly string[],
): Promise<void> {
  const ids = await industryIds(tx, codes);
  await tx.focusIndustry.deleteMany({ where: { exhibitionId } });
  await tx.focusIndustry.createMany({
    data: ids.map((industryId, position) => ({ exhibitionId, industryId, position })),
  });
}

/** Not while a ceremony is open: what the screens add up must not move without an announcement. */
async function replaceRates(
  tx: Transaction,
  exhibitionId: string,
  given: readonly z.output<typeof rates>[number][],
): Promise<void> {
  const open = await tx.ceremony.findFirst({ where: { exhibitionId, status: 'OPEN' }, select: { id: true } });
  if (open) throw new RatesInUse('Exchange rates stay while a ceremony is open.', ['input', 'exchangeRates']);
  await tx.exchangeRate.deleteMany({ where: { exhibitionId } });
  await tx.exchangeRate.createMany({
    data: given.map(({ currency: currencyCode, ...rate }) => ({ ...rate, currencyCode, exhibitionId })),
  });
  await updateReportingAmounts(tx, exhibitionId);
}
