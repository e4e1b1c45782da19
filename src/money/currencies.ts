/** ISO 4217 without the codes that have no minor unit: metals, funds of account, testing. */
import currencyCodes from 'currency-codes';

const withoutMinorUnit = new Set('XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'.split(' '));

export interface Currency {
  code: string;
  /** ISO 4217's minor unit: 2 for CNY, 0 for KRW. */
  decimals: number;
}

export const currencies: ReadonlyMap<string, Currency> = new Map(
  currencyCodes.data
    .filter(({ code }) => !withoutMinorUnit.has(code))
    .map(({ code, digits }) => [code, { code, decimals: digits }]),
);

/** Throws on a code that is not listed; the database refuses those too. */
export function decimalsOf(code: string): number {
  const currency = currencies.get(code);
  if (!currency) throw new Error(`${code} is not an ISO 4217 currency`);
  return currency.decimals;
}
