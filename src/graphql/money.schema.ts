import { formatCompact } from '../amounts/compact-amount.ts';
import type { Conversion, Money, Rate } from '../money/money.ts';
import { canonicalLanguage } from '../text/language-tag.ts';
import { acceptedLanguages } from '../text/match-languages.ts';
import { builder } from './builder.ts';
import { badUserInput } from './query-errors.ts';

export const MoneyRef = builder.objectRef<Money>('Money').implement({
  description: 'An exact amount in one currency.',
  fields: (t) => ({
    amount: t.expose('amount', {
      type: 'Decimal',
      description: 'The amount with all decimals of its currency: "12.50" in CNY, "1250" in KRW.',
    }),
    currency: t.expose('currency', { type: 'CurrencyCode', description: 'Currency of the amount.' }),
    compact: t.string({
      // Intl takes up to half a millisecond for it.
      complexity: 50,
      description:
        'The amount as people say it, rounded to two decimals of its largest scale: "12.5亿元", "1조 2,500억 원", "350億円", "4.8 billion yuan". For display only: `amount` is exact.',
      args: {
        language: t.arg({
          type: 'LanguageTag',
          description: 'BCP 47 tag of the language. Overrides Accept-Language. English if neither is given.',
        }),
      },
      resolve: ({ amount, currency }, { language }, { languages }) =>
        formatCompact({ amount, currency }, languageOf(language, languages.wanted)),
    }),
  }),
});

/** Intl formats in every language that it is given, so the first accepted one is taken. */
function languageOf(language: string | null | undefined, wanted: string): string {
  if (language == null) return acceptedLanguages(wanted)[0] ?? 'en';
  const canonical = canonicalLanguage(language);
  if (canonical === null)
    throw badUserInput('language must be a BCP 47 language tag, such as zh.', ['language']);
  return canonical;
}

export const RateRef = builder.objectRef<Rate>('ExchangeRate').implement({
  description: 'Exchange rate into the reporting currency of an exhibition.',
  fields: (t) => ({
    currency: t.expose('currency', { type: 'CurrencyCode', description: 'The foreign currency.' }),
    rate: t.expose('rate', {
      type: 'Decimal',
      description: 'Value of one unit of the foreign currency in the reporting currency.',
    }),
    date: t.expose('date', { type: 'Date', description: 'Day of the rate.' }),
    source: t.exposeString('source', { description: 'Publisher of the rate.' }),
    sample: t.exposeBoolean('sample', {
      description: 'True for invented sample data.',
    }),
  }),
});

export const ConversionRef = builder.objectRef<Conversion>('ConvertedMoney').implement({
  description: 'An amount in the reporting currency of its exhibition.',
  fields: (t) => ({
    money: t.expose('money', {
      type: MoneyRef,
      description: 'The converted amount, rounded half up to the decimals of the reporting currency.',
    }),
    rate: t.expose('rate', {
      type: RateRef,
      nullable: true,
      description: 'The exchange rate that was used. Null if the amount is in the reporting currency.',
    }),
  }),
});

export const MoneyInput = builder.inputType('MoneyInput', {
  description: 'An exact amount in one currency.',
  fields: (t) => ({
    amount: t.field({
      type: 'Decimal',
      required: true,
      description:
        'The amount: greater than zero, with at most 18 digits before the point and the decimals of the currency.',
    }),
    currency: t.field({ type: 'CurrencyCode', required: true, description: 'Currency of the amount.' }),
  }),
});
