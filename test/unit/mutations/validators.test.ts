import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { InvalidInput } from '../../../src/errors/user-errors.ts';
import { encodeNodeId } from '../../../src/graphql/global-id.ts';
import { creating } from '../../../src/mutations/common-input.ts';
import { readInput } from '../../../src/mutations/read-input.ts';
import * as validators from '../../../src/mutations/validators.ts';

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;
const read = <Schema extends z.ZodType>(schema: Schema, value: unknown) => schema.parse(value);

describe('a text', () => {
  const text = validators.text(5);

  it.each(['', ' ', '\n\t', '\u200b', '\u2060\ufeff', '\u00ad', '\u3164', '\u{e0020}'])(
    'without visible characters is empty: %j',
    (value) => {
      expect(accepts(text, value)).toBe(false);
    },
  );

  it.each([
    'a\u0000b',
    'a\u0007',
    'a\u007f',
    '\ud800',
    'a\udc00',
    'a\u202eb',
    'a\u2066b',
    'a\u2069',
    'a\u009bb',
    'a\uffff',
  ])('with control characters or unpaired surrogates is rejected: %j', (value) => {
    expect(accepts(text, value)).toBe(false);
  });

  it('is accepted up to its maximum length', () => {
    expect(accepts(text, 'abcde')).toBe(true);
    expect(accepts(text, 'abcdef')).toBe(false);
    expect(accepts(validators.text(), 'a'.repeat(300))).toBe(true);
    expect(accepts(validators.text(), 'a'.repeat(301))).toBe(false);
  });

  it('is stored composed (NFC) and without surrounding spaces', () => {
    expect(read(text, ' e\u0301 ')).toBe('é');
    expect(read(text, '\ta\nb ')).toBe('a\nb');
  });

  it('has its length counted as it is stored: composed, or decomposed where there is no composed form', () => {
    expect(read(text, ' 가나다라마 '.normalize('NFD'))).toBe('가나다라마');
    expect(accepts(text, '가나다라마바'.normalize('NFD'))).toBe(false);
    expect(accepts(text, '\u0344'.repeat(5))).toBe(false);
    expect(accepts(text, ' '.repeat(21))).toBe(false);
  });

  it.each(['a\r\nb', 'a\rb', 'a\u0085b', 'a\u2028b', 'a\u2029b'])(
    'has line breaks of one kind: %j',
    (value) => {
      expect(read(text, value)).toBe('a\nb');
    },
  );
});

describe('a translation', () => {
  const localized = validators.localized();
  const entry = (language: string, text = 'x') => ({ language, text });

  it('has its language in canonical form', () => {
    expect(read(localized, [entry('ZH-hans'), entry('ko')])).toEqual([entry('zh-Hans'), entry('ko')]);
  });

  it.each([
    ['none at all', []],
    ['a language twice', [entry('zh'), entry('ZH')]],
    ['no language tag', [entry('chinese mandarin')]],
    ['an empty language', [entry('')]],
    ['more than twenty languages', 'abcdefghijklmnopqrstu'.split('').map((letter) => entry(`a${letter}`))],
  ])('is rejected with %s', (_, entries) => {
    expect(accepts(localized, entries)).toBe(false);
  });

  it('may have twenty languages', () => {
    expect(
      accepts(
        localized,
        'abcdefghijklmnopqrst'.split('').map((letter) => entry(`a${letter}`)),
      ),
    ).toBe(true);
  });
});

describe('an amount', () => {
  const problemOf = (amount: string, currency = 'CNY') =>
    validators.money.safeParse({ amount, currency }).error?.issues[0];

  it.each([
    ['12.5', 'CNY'],
    ['0.01', 'CNY'],
    ['1', 'KRW'],
    ['1.234', 'KWD'],
    ['999999999999999999.99', 'CNY'],
  ])('%s %s is accepted', (amount, currency) => {
    expect(problemOf(amount, currency)).toBeUndefined();
  });

  it.each([
    ['0', 'CNY', 'must be greater than zero'],
    ['0.00', 'CNY', 'must be greater than zero'],
    ['-1', 'CNY', 'is not a plain decimal number'],
    ['+1', 'CNY', 'is not a plain decimal number'],
    ['01', 'CNY', 'is not a plain decimal number'],
    ['1.', 'CNY', 'is not a plain decimal number'],
    ['.5', 'CNY', 'is not a plain decimal number'],
    ['1e3', 'CNY', 'is not a plain decimal number'],
    ['1,000', 'CNY', 'is not a plain decimal number'],
    ['1250,50', 'CNY', 'is not a plain decimal number'],
    ['１２', 'CNY', 'is not a plain decimal number'],
    ['', 'CNY', 'is not a plain decimal number'],
    ['NaN', 'CNY', 'is not a plain decimal number'],
    ['1.005', 'CNY', 'has more than the 2 decimals of CNY'],
    ['1.0', 'KRW', 'has more than the 0 decimals of KRW'],
    ['1000000000000000000', 'CNY', 'has more than 18 digits before the point'],
  ])('%s %s is rejected: %s … %s', (amount, currency, message) => {
    expect(problemOf(amount, currency)).toMatchObject({
      path: ['amount'],
      message: expect.stringContaining(message),
    });
  });

  it('is rejected with an unknown currency', () => {
    for (const currency of ['RMB', 'cny', 'XAU', ''])
      expect(problemOf('1', currency)!.path).toEqual(['currency']);
  });
});

describe('a rate', () => {
  it.each(['0.005', '1', '999999999999', '0.000000000001', '7.3'])('%s is accepted', (value) => {
    expect(accepts(validators.decimal, value)).toBe(true);
  });
  it.each(['1000000000000', '0.0000000000001', '-1', '1e3', '01', '.5', '5.', ' 1', '1\n'])(
    '%j is rejected',
    (value) => {
      expect(accepts(validators.decimal, value)).toBe(false);
    },
  );
});

describe('a day', () => {
  it.each(['2023-11-03', '2024-02-29', '1800-01-01', '2200-12-31'])('%s is accepted', (value) => {
    expect(read(validators.day, value).toISOString()).toBe(`${value}T00:00:00.000Z`);
  });
  it.each([
    '2023-02-29',
    '2023-13-01',
    '2023-11-31',
    '1799-12-31',
    '2201-01-01',
    '2023-1-3',
    '20231103',
    '',
    '2023-11-03T00:00',
  ])('%j is rejected', (value) => {
    expect(accepts(validators.day, value)).toBe(false);
  });
});

describe('an instant', () => {
  it('is read with its offset', () => {
    expect(read(validators.instant, '2023-11-03T09:00:00+08:00').toISOString()).toBe(
      '2023-11-03T01:00:00.000Z',
    );
  });
  it.each([
    '2023-11-03T09:00:00',
    '2023-11-03',
    '2023-11-03 09:00Z',
    '1799-12-31T23:59:59Z',
    '2201-01-01T00:00:00Z',
  ])('%j is rejected', (value) => {
    expect(accepts(validators.instant, value)).toBe(false);
  });
});

it.each([
  ['country', validators.country, ['KR', 'CN', 'DE'], ['kr', 'XX', 'KOR', '', 'K', '1A']],
  ['currency', validators.currency, ['CNY', 'KRW'], ['RMB', 'XAU', 'cny', '']],
  [
    'timeZone',
    validators.timeZone,
    ['Asia/Shanghai', 'Europe/Berlin', 'UTC'],
    ['asia/shanghai', '+08:00', 'Mars/Base', ''],
  ],
  [
    'slug',
    validators.slug,
    ['a', 'yancheng-2023', '2023', 'a'.repeat(80)],
    ['A', 'a--b', '-a', 'a-', 'a_b', 'é', '', 'a'.repeat(81), 'a\n'],
  ],
  ['language', validators.language, ['zh', 'ko', 'zh-Hant-TW'], ['', '_', 'zh_CN', 'a b']],
  [
    'httpUrl',
    validators.httpUrl,
    ['https://a.example', 'http://a.example/x?y=%20'],
    [
      'ftp://a',
      'a.example',
      'https://a.example/ b',
      'https://a\u200b.example',
      `https://a.example/${'x'.repeat(2_000)}`,
      'javascript:alert(1)',
    ],
  ],
  [
    'idempotencyKey',
    creating.idempotencyKey,
    ['12345678', 'x'.repeat(200), '!~aB3-_:'],
    ['1234567', 'x'.repeat(201), 'with space', 'schlüssel', '12345678\n'],
  ],
] as const)('%s is checked', (_, schema, good, bad) => {
  for (const value of good) expect({ value, ok: accepts(schema, value) }).toEqual({ value, ok: true });
  for (const value of bad) expect({ value, ok: accepts(schema, value) }).toEqual({ value, ok: false });
});

describe('an id', () => {
  const uuid = '0190a6c5-0000-7000-8000-000000000001';
  const message = (value: string) =>
    validators.nodeId('Company', 'PublicBody').safeParse(value).error?.issues[0]?.message;

  it('of an expected type is decoded to its uuid', () => {
    expect(read(validators.nodeId('Company', 'PublicBody'), encodeNodeId('PublicBody', uuid))).toBe(uuid);
  });

  it('of another type is rejected, naming that type', () => {
    expect(message(encodeNodeId('Deal', uuid))).toBe(
      'is the id of a Deal; Company or PublicBody is expected',
    );
    expect(message('nonsense')).toBe('is not an id; Company or PublicBody is expected');
  });
});

describe('an input', () => {
  const schema = z.object({
    slug: validators.slug,
    parties: z.array(z.object({ country: validators.country })),
  });

  it('is read completely', () => {
    const input = { slug: 'a', parties: [{ country: 'KR' }] };
    expect(readInput(schema, input)).toEqual(input);
  });

  it('reports every issue, with the path from "input" inwards', () => {
    try {
      readInput(schema, { slug: 'A', parties: [{ country: 'KR' }, { country: 'xx' }] });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidInput);
      expect((error as InvalidInput).issues.map(({ path }) => path)).toEqual([
        ['input', 'slug'],
        ['input', 'parties', '1', 'country'],
      ]);
    }
  });
});
