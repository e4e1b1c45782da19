import type { DealSnapshot } from '../../../src/announcements/content.ts';
import type { Rate } from '../../../src/money/money.ts';

/** An investment of 100.00 CNY under a contract, by one company of China and one of Korea. */
export function dealSnapshot(changes: Partial<DealSnapshot> & { countries?: string[] } = {}): DealSnapshot {
  const { countries = ['CN', 'KR'], ...others } = changes;
  return {
    id: 'deal',
    titles: [{ language: 'en', text: 'A deal' }],
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: { amount: '100.00', currency: 'CNY' },
    converted: null,
    industry: { code: 'automobiles', names: [{ language: 'en', text: 'Automobiles' }] },
    parties: countries.map((country, index) => ({
      role: index === 0 ? 'INVESTOR' : 'HOST',
      organization: { id: `${index}`, kind: 'COMPANY', names: [{ language: 'en', text: country }], country },
    })),
    sample: true,
    ...others,
  };
}

export const rateOf = (currency: string, rate: string): Rate => ({
  currency,
  rate,
  date: '2030-05-06',
  source: 'Test',
  sample: true,
});
