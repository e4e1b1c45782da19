/** What createExhibition and updateExhibition have in common. */
import { z } from 'zod';
import { InvalidInput } from '../../errors/user-errors.ts';
import type { Transaction } from '../../mutations/change.ts';
import {
  country,
  currency,
  day,
  decimal,
  language,
  localized,
  slug,
  text,
  timeZone,
} from '../../mutations/validators.ts';

export const venueInput = z.object({
  nameTranslations: localized(),
  cityTranslations: localized(),
  country,
  timeZone,
});

export function venueColumns({
  nameTranslations,
  cityTranslations,
  ...columns
}: z.output<typeof venueInput>) {
  return { ...columns, names: nameTranslations, city: cityTranslations };
}

export const rateInput = z.object({
  currency,
  rate: decimal.refine((rate) => /[1-9]/.test(rate), 'must be greater than zero'),
  date: day,
  source: text(),
});

export const languages = z
  .array(language)
  .min(1, 'needs at least one language')
  .max(20)
  .refine((tags) => new Set(tags).size === tags.length, 'has a language twice');
export const focusIndustries = z
  .array(slug)
  .max(50)
  .refine((codes) => new Set(codes).size === codes.length, 'has an industry twice');
export const rates = z
  .array(rateInput)
  .max(50)
  .refine((each) => new Set(each.map((rate) => rate.currency)).size === each.length, 'has a currency twice');

/** The ids of industries by their codes, in the same order. */
export async function industryIds(tx: Transaction, codes: readonly string[]): Promise<string[]> {
  const found = await tx.industry.findMany({
    where: { code: { in: [...codes] } },
    select: { id: true, code: true },
  });
  return codes.map((code, index) => {
    const industry = found.find((each) => each.code === code);
    if (!industry)
      throw InvalidInput.at(['input', 'focusIndustries', String(index)], `there is no industry ${code}`);
    return industry.id;
  });
}

/** The reporting currency needs no rate, and a rate for it could only be wrong. */
export function requireForeignRates(given: readonly { currency: string }[], reportingCurrency: string): void {
  const index = given.findIndex((rate) => rate.currency === reportingCurrency);
  if (index !== -1) {
    const message = `${reportingCurrency} is the reporting currency`;
    throw InvalidInput.at(['input', 'exchangeRates', String(index), 'currency'], message);
  }
}

export function requireDates(startsOn: Date, endsOn: Date): void {
  if (endsOn < startsOn) throw InvalidInput.at(['input', 'endsOn'], 'is before startsOn');
}
