import type { Conversion, Money, Rate } from '../money/money.ts';
import { builder } from './builder.ts';

export const MoneyRef = builder.objectRef<Money>('Money').implement({
  description: 'An exact amount in one currency.',
  fields: (t) => ({
    amount: t.expose('amount', {
      type: 'Decimal',
      description: 'The amount with all decimals of its currency: "12.50" in CNY, "1250" in KRW.',
    }),
    currency: t.expose('currency', { type: 'CurrencyCode', description: 'Currency of the amount.' }),
  }),
});

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
