/**
 * Amounts as people say them: "4.8 billion yuan", "12.5亿元", "1조 2,500억 원", "350億円". The pages and the API use this
 * module. No amount becomes a floating-point number.
 */
import { formatDecimal, type ScaledDecimal, scaleDecimal } from './decimal-format.ts';

export interface Amount {
  /** A decimal string. */
  amount: string;
  currency: string;
}

/** Common names of currencies for which Intl has formal ones. */
const currencyNames: Record<string, Record<string, string>> = {
  en: { CNY: 'yuan', KRW: 'won', JPY: 'yen', USD: 'US dollars', EUR: 'euros' },
  zh: { CNY: '元', USD: '美元', KRW: '韩元', EUR: '欧元', JPY: '日元' },
  ko: { CNY: '위안', USD: '달러', KRW: '원', EUR: '유로', JPY: '엔' },
  ja: { CNY: '元', USD: 'ドル', KRW: 'ウォン', EUR: 'ユーロ', JPY: '円' },
  th: { CNY: 'หยวน', KRW: 'วอน', JPY: 'เยน' },
  ar: { CNY: 'يوان', KRW: 'وون', JPY: 'ين' },
  de: { CNY: 'Yuan', KRW: 'Won', JPY: 'Yen' },
};
/** Where the name of a single unit differs. */
const singularNames: Record<string, Record<string, string>> = { en: { USD: 'US dollar', EUR: 'euro' } };

export interface CompactAmount {
  /** "4.8", "48", "1조 2,500억" */
  figure: string;
  /** The separator between number and unit: Chinese and Korean write "48亿" without a space. */
  separator: '' | ' ';
  /** "billion yuan", "亿元" */
  unit: string;
}

/** An amount with at most this number of digits before the point is not shortened. */
const maxPlainDigits = 6;
/** Korean and Japanese have a name for every fourth power of ten, and say what is left in the next one. */
const digitsPerScale = 4;

/** The compact form: "4.8 billion yuan", "48亿元". Rounded to `decimals` of the largest scale. */
export function compactAmount({ amount, currency }: Amount, language: string, decimals = 2): CompactAmount {
  const { figure, scale, isOne, endsInScale } = isPlain(amount)
    ? plainFigure(amount, language)
    : scaledFigure(scaleDecimal(amount, language, decimals), language);
  const name = currencyName(currency, language, isOne);
  const unit = scale && !isIn(language, 'zh', 'ja') ? `${scale} ${name}` : scale + name;
  // Korean writes "2,500원", but "2,500억 원".
  const isJoined = isIn(language, 'zh', 'ja') || (isIn(language, 'ko') && !endsInScale);
  return { figure, separator: isJoined ? '' : ' ', unit };
}

/** The compact amount in one line. */
export function formatCompact(money: Amount, language: string, decimals?: number): string {
  const { figure, separator, unit } = compactAmount(money, language, decimals);
  return figure + separator + unit;
}

/** Whether the compact amount shows the amount without loss. */
export function isCompactExact({ amount }: Amount, language: string, decimals: number): boolean {
  if (isPlain(amount)) return true;
  const figureWith = (count: number) => scaleDecimal(amount, language, count).figure;
  return figureWith(decimals) === figureWith(maxDecimals);
}

/** More than any currency has, and any scale adds. */
const maxDecimals = 40;

function plainFigure(amount: string, language: string) {
  const digits = amount.replace(/\.0*$/, '');
  return { figure: formatDecimal(digits, language), scale: '', isOne: digits === '1', endsInScale: false };
}

function scaledFigure({ figure, scale, exponent }: ScaledDecimal, language: string) {
  const [whole = '0', fraction = ''] = figure.split('.');
  if (fraction !== '' && isIn(language, 'ko', 'ja')) {
    const rest = fraction.padEnd(digitsPerScale, '0').replace(/^0+(?=\d)/, '');
    const space = isIn(language, 'ko') ? ' ' : '';
    const next = nextScale(scale, exponent, language);
    const said = formatDecimal(whole, language) + scale + space + formatDecimal(rest, language) + next;
    return { figure: said, scale: '', isOne: false, endsInScale: next !== '' };
  }
  // Most languages write four digits before a scale without a separator, Korean and Japanese with one.
  const isGrouped = isIn(language, 'ko', 'ja') || whole.length > digitsPerScale;
  return { figure: formatDecimal(figure, language, isGrouped), scale, isOne: false, endsInScale: false };
}

/** The name of the scale below; empty below ten thousands. */
function nextScale(scale: string, exponent: number, language: string): string {
  if (exponent <= digitsPerScale) return '';
  const below = scaleDecimal(`1${'0'.repeat(exponent - digitsPerScale)}`, language, 0).scale;
  return below === scale ? '' : below;
}

function isPlain(amount: string): boolean {
  return amount.split('.', 1)[0]!.length <= maxPlainDigits;
}

function currencyName(currency: string, language: string, isOne: boolean): string {
  const base = baseLanguage(language);
  const single = isOne ? singularNames[base]?.[currency] : undefined;
  return single ?? currencyNames[base]?.[currency] ?? nameByIntl(currency, language, isOne);
}

/** In the plural unless it is one unit: "Brazilian reals". */
function nameByIntl(currency: string, language: string, isOne: boolean): string {
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'name',
    minimumFractionDigits: 0,
    maximumFractionDigits: 0,
  });
  const parts = format.formatToParts(isOne ? 1 : 1_000_000);
  return parts.find(({ type }) => type === 'currency')?.value ?? currency;
}

function isIn(language: string, ...languages: string[]): boolean {
  return languages.includes(baseLanguage(language));
}

function baseLanguage(tag: string): string {
  return tag.split('-', 1)[0]!;
}
