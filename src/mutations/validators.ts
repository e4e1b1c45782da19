/** Validators for the input values of mutations, each with its GraphQL type. */

import countries from 'i18n-iso-countries';
import { z } from 'zod';
import { decodeNodeId } from '../graphql/global-id.ts';
import { listLimits } from '../graphql/list-limits.ts';
import { decodeReference, type Reference, type ReferencedType } from '../graphql/reference.ts';
import { currencies } from '../money/currencies.ts';
import { canonicalLanguage } from '../text/language-tag.ts';
import { named } from './input-type.ts';
import { reservedSlugs } from './reserved-slugs.ts';

export const maxTextCharacters = 20_000;
const maxNameCharacters = 300;
const maxLanguages = listLimits.translations.max;
/** Below the 20 digits before the point of numeric(24,4). */
const maxWholeDigits = 18;

/** A text of this many times the characters may be short enough once it is composed. No longer one is normalized. */
const maxDecomposition = 4;
/** Word processors and other systems separate lines by these. */
const lineBreak = /\r\n?|[\u0085\u2028\u2029]/g;
/** Control characters except tab and newline, and what is no character. Postgres cannot store NUL, XML none of them. */
const unprintable = /(?![\t\n])[\p{Cc}\ufffe\uffff]/u;
/** At least one visible character: no white space, control character or zero-width character. */
const visible = /[^\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
/**
 * Invisible characters that change the direction of the surrounding text: they can make a name look like another one.
 */
const bidirectional = /[\u202a-\u202e\u2066-\u2069]/;

export function text(maxCharacters = maxNameCharacters) {
  const tooLong = `has more than ${maxCharacters.toLocaleString('en')} characters`;
  return z
    .string()
    .max(maxDecomposition * maxCharacters, { error: tooLong, abort: true })
    .overwrite((value) => value.normalize('NFC').replace(lineBreak, '\n').trim())
    .max(maxCharacters, tooLong)
    .refine((value) => visible.test(value), 'is empty')
    .refine(
      (value) => value.isWellFormed() && !unprintable.test(value),
      'contains control characters or unpaired surrogates',
    )
    .refine(
      (value) => !bidirectional.test(value),
      'contains invisible characters that change the text direction',
    );
}

export const language = named(
  'LanguageTag',
  z.string().transform((value, context) => {
    const canonical = canonicalLanguage(value);
    if (canonical !== null) return canonical;
    context.addIssue({ code: 'custom', message: 'is not a BCP 47 language tag, such as zh' });
    return z.NEVER;
  }),
);

export function localized(maxCharacters = maxNameCharacters) {
  return z
    .array(named('LocalizedTextInput', z.object({ language, text: text(maxCharacters) })))
    .min(1, 'needs a text in at least one language')
    .max(maxLanguages, `has more than ${maxLanguages} languages`)
    .refine(
      (entries) => new Set(entries.map((entry) => entry.language)).size === entries.length,
      'has a language twice',
    );
}

export const country = named(
  'CountryCode',
  z
    .string()
    .refine(
      (code) => /^[A-Z]{2}$/.test(code) && countries.isValid(code),
      'is not an ISO 3166-1 alpha-2 code, such as KR',
    ),
);

export const currency = named(
  'CurrencyCode',
  z.string().refine((code) => currencies.has(code), 'is not an ISO 4217 code, such as CNY'),
);

export const money = named(
  'MoneyInput',
  z.object({ amount: z.string(), currency }).superRefine(({ amount, currency: code }, context) => {
    const message = amountProblem(amount, code);
    if (message) context.addIssue({ code: 'custom', path: ['amount'], message });
  }),
);

function amountProblem(amount: string, code: string): string | null {
  const parts = /^(0|[1-9]\d*)(?:\.(\d+))?$/.exec(amount);
  if (!parts) return 'is not a plain decimal number, such as "12.50"';
  const [, whole = '', fraction = ''] = parts;
  const decimals = currencies.get(code)?.decimals ?? 0;
  if (fraction.length > decimals) return `has more than the ${decimals} decimals of ${code}`;
  if (whole.length > maxWholeDigits) return `has more than ${maxWholeDigits} digits before the point`;
  return /[1-9]/.test(amount) ? null : 'must be greater than zero';
}

export const decimal = named(
  'Decimal',
  z
    .string()
    .regex(
      /^(0|[1-9]\d{0,11})(\.\d{1,12})?$/,
      'is not a plain decimal number of at most 12 digits and 12 decimals',
    ),
);

/** Outside these years, the calendars of JavaScript and Postgres differ. */
export const firstYear = 1800;
export const lastYear = 2200;
const isInReach = (date: Date) => date.getUTCFullYear() >= firstYear && date.getUTCFullYear() <= lastYear;
const outOfReach = `is not in the years from ${firstYear} to ${lastYear}`;

export const day = named(
  'Date',
  z
    .string()
    .transform((value, context) => {
      const date = /^\d{4}-\d\d-\d\d$/.test(value) ? new Date(`${value}T00:00:00Z`) : null;
      if (date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)) return date;
      context.addIssue({ code: 'custom', message: 'is not a day, such as 2023-11-03' });
      return z.NEVER;
    })
    .refine(isInReach, outOfReach),
);

/** The digits of a second are not limited by their format. */
const maxTimeCharacters = 64;

export const instant = named(
  'DateTime',
  z.iso
    .datetime({ offset: true, error: 'is not a time with its offset, such as 2023-11-03T09:00:00+08:00' })
    .max(maxTimeCharacters, `has more than ${maxTimeCharacters} characters`)
    .transform((value) => new Date(value))
    .refine(isInReach, outOfReach),
);

export const timeZone = named(
  'TimeZone',
  z.string().refine(isTimeZone, 'is not an IANA time zone, such as Asia/Shanghai'),
);

/** Intl accepts any case, but other programs do not, so the name must be in its canonical form. */
function isTimeZone(name: string): boolean {
  if (name.length > 64 || !/^[A-Z][\w+-]*(\/[A-Z][\w+-]*)*$/.test(name)) return false;
  try {
    const { timeZone: known } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return known === name || known.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}

export const slug = z
  .string()
  .max(80, 'has more than 80 characters')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not a slug: lower-case letters, digits and single hyphens');

/** The slug of an object that has a page. */
export const pageSlug = slug.refine(
  (value) => !reservedSlugs.includes(value),
  'is reserved for a page: choose another slug',
);

/** `new URL` accepts and repairs these characters, but the URL is stored as it was sent. */
const unwritable = /[\s\p{C}]/u;

export const httpUrl = z
  .url({ protocol: /^https?$/, error: 'is not an http:// or https:// address' })
  .max(2_000, 'has more than 2,000 characters')
  .refine((address) => !unwritable.test(address), 'contains white space or control characters');

/** nodeId accepts a global id of one of the types and returns its UUID. */
export function nodeId(...typenames: [string, ...string[]]) {
  const expected = typenames.join(' or ');
  return named(
    'ID',
    z.string().transform((value, context) => {
      const decoded = decodeNodeId(value);
      if (decoded && typenames.includes(decoded.typename)) return decoded.id;
      const found = decoded ? `the id of a ${decoded.typename}` : 'not an id';
      context.addIssue({ code: 'custom', message: `is ${found}; ${expected} is expected` });
      return z.NEVER;
    }),
  );
}

/** reference accepts the slug or the global id of an exhibition or series. */
function reference(typename: ReferencedType) {
  return named(
    'ID',
    z.string().transform((value, context): Reference => {
      const decoded = decodeReference(typename, value);
      if (decoded) return decoded;
      const other = decodeNodeId(value)?.typename;
      const message = other
        ? `is the id of a ${other}; the id of an ${typename} is expected`
        : `is neither a slug nor the id of an ${typename}`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }),
  );
}

export const exhibitionRef = reference('Exhibition');
export const seriesRef = reference('ExhibitionSeries');
