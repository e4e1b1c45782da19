/** The currencies of ISO 4217, except codes without a minor unit, which are not money: metals, units of account, test codes. */
import currencyCodes from 'currency-codes';

const withoutMinorUnit: ReadonlySet<string> = new Set(
  'XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'.split(' '),
);

export interface Currency {
  code: string;
  /** The minor unit of ISO 4217: 2 for CNY, 0 for KRW. */
  decimals: number;
}

export const currencies: ReadonlyMap<string, Currency> = new Map(
  currencyCodes.data
    .filter(({ code }) => !withoutMinorUnit.has(code))
    .map(({ code, digits }) => [code, { code, decimals: digits }]),
);

/** decimalsOf throws if the code is not in `currencies`. The database rejects such a code too. */
export function decimalsOf(code: string): number {
  const currency = currencies.get(code);
  if (!currency) throw new Error(`${code} is not an ISO 4217 currency`);
  return currency.decimals;
}
