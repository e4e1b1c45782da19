/** Amounts of many sizes in many languages, formatted by the module of the pages in an engine and here. */
import { build } from 'esbuild';
import { formatCompact } from '../../../src/amounts/compact-amount.ts';
import { engines, root } from '../../../src/web/bundle.ts';
import { formatExact } from '../../../src/web/format/money.ts';
import type { DevTools } from './devtools.ts';

const leading = ['1', '9007199254740993', '999999999999999999', '123456789012345678', '2500000000', '105'];
const currencies = ['CNY', 'KRW', 'JPY', 'USD', 'EUR'];

/** 1 to 18 digits before the point, as the API accepts them, with and without decimals. */
const cases = Array.from({ length: 18 }, (_, index) => index + 1).flatMap((digits) =>
  leading.map((lead, index) => ({
    amount: lead.padEnd(digits, '0').slice(0, digits) + (index % 2 === 0 ? '.55' : ''),
    currency: currencies[(digits + index) % currencies.length]!,
  })),
);

/** Those of the labels, and others whose data have not changed: Intl of 2020 names the currencies of Spanish otherwise. */
const languages = ['en', 'zh', 'zh-Hant', 'ko', 'ja', 'de', 'ar', 'th', 'fr', 'pt', 'ru', 'id'];

/** `digits`: of the exact amounts there, without separators and currency, and of the cases themselves. */
type Formatted = Record<string, { here: string[]; there: string[]; digits: string[]; given: string[] }>;

const digitsOf = (text: string) => text.replace(/\D/g, '');

export async function formatOnEngine(devtools: DevTools): Promise<Formatted> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { formatCompact } from './src/amounts/compact-amount.ts';
        export { formatExact } from './src/web/format/money.ts';`,
      resolveDir: root,
    },
    bundle: true,
    format: 'iife',
    globalName: 'amounts',
    target: [...engines],
    write: false,
  });
  const page = await devtools.openPage('about:blank');
  await page.evaluate(`${outputFiles[0]!.text}; self.amounts = amounts; 0`);
  const formatted: Formatted = {};
  for (const language of languages) {
    const there: string[] = await page.evaluate(`${JSON.stringify(cases)}.map(function (money) {
      return amounts.formatCompact(money, '${language}') + ' | ' + amounts.formatExact(money, '${language}');
    })`);
    formatted[language] = {
      here: cases.map((money) => `${formatCompact(money, language)} | ${formatExact(money, language)}`),
      there,
      digits: there.map((text) => digitsOf(text.split(' | ')[1]!)),
      given: cases.map(({ amount }) => digitsOf(amount)),
    };
  }
  return formatted;
}
