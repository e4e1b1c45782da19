/** Values for arguments and inputs: mostly valid, some nearly valid, some absurd. */
import {
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql';
import type { Random } from './random.ts';

export interface Known {
  /** Ids and names that exist in the database, so that operations find rows. */
  ids: readonly string[];
  texts: readonly string[];
}

const odd: readonly unknown[] = [
  null,
  '',
  ' ',
  'a\0b',
  '\ud800',
  '\u202e',
  '\u200b',
  '💥',
  'x'.repeat(5_000),
  '__proto__',
  'constructor',
  '%',
  '\\',
  "'; --",
  0,
  -1,
  1,
  1.5,
  2 ** 31,
  -(2 ** 31) - 1,
  1e308,
  true,
  false,
  [],
  {},
  [[]],
  [null],
  { __proto__: null },
  '-1.00',
  '1e5',
  '9'.repeat(40),
  '0',
  '1.00',
  '1.12345',
  '999999999999999999.99',
  '999999999999.999999999999',
  '2030-02-30',
  '2030-05-06',
  '2030-05-06T09:00:00Z',
  '+99999-01-01T00:00:00Z',
  '-271821-04-20',
  '0000-01-01',
  '0000-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59-14:00',
  'EUR',
  'XXX',
  'de',
  'zz-ZZ',
  'UTC',
  'Mars/Olympus',
  'DE',
  'http://x',
  'http://x/\ud800',
  'javascript:x',
];
const byScalar: Record<string, readonly unknown[]> = {
  Int: [0, 1, 2, 5, 20, 100],
  Boolean: [true, false],
  Decimal: ['1.00', '10', '2530000000.00', '0.01'],
  CurrencyCode: ['EUR', 'JPY', 'CNY', 'USD'],
  CountryCode: ['DE', 'JP', 'KR', 'CN'],
  LanguageTag: ['de', 'ja', 'en-GB', 'zh'],
  TimeZone: ['Europe/Berlin', 'Asia/Shanghai', 'UTC'],
  Date: ['2030-05-06', '2019-01-01'],
  DateTime: ['2030-05-06T09:00:00Z', '2030-05-06T09:00:00+02:00'],
};
const oddness = 0.06;
const maxItems = 3;

export function randomValue(type: GraphQLInputType, random: Random, known: Known, depth = 0): unknown {
  if (random.chance(oddness)) return random.of(odd);
  if (isNonNullType(type)) return randomValue(type.ofType, random, known, depth);
  if (isListType(type))
    return Array.from({ length: random.below(maxItems + 1) }, () =>
      randomValue(type.ofType, random, known, depth + 1),
    );
  if (isEnumType(type)) return random.of(type.getValues()).name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => isNonNullType(field.type) || random.chance(depth > 3 ? 0.1 : 0.4),
    );
    return Object.fromEntries(
      fields.map((field) => [field.name, randomValue(field.type, random, known, depth + 1)]),
    );
  }
  if (!isScalarType(type)) throw new Error(`no value of ${type}`);
  if (type.name === 'ID') return random.of(known.ids);
  return random.of(byScalar[type.name] ?? known.texts);
}
