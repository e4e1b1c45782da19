import { describe, expect, it } from 'vitest';
import { rawSql, sql } from '../../../src/database/sql.ts';
import { countSql, pageSql, readPageArguments } from '../../../src/graphql/page.ts';
import { decodePageCursor, encodePageCursor, type PageOrder } from '../../../src/graphql/page-order.ts';

const id = '0191f0a0-0000-7000-8000-00000000000a';
const order = (options: Partial<PageOrder> = {}): PageOrder => ({
  name: 'latest',
  column: sql`item."latestAt"`,
  type: 'timestamptz',
  descending: true,
  ...options,
});
const moment = '2026-05-06 07:00:00.123+00';
const cursorOf = (key: string, of = order()) => encodePageCursor(of, { key, id });
const codeOf = (work: () => unknown): unknown => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as { extensions: { code: string } }).extensions.code;
  }
};

describe('a cursor', () => {
  it.each<[PageOrder['type'], string]>([
    ['timestamptz', moment],
    ['timestamptz', '2026-05-06 07:00:00+00'],
    ['date', '2024-02-29'],
    ['numeric', '-1.0000'],
    ['numeric', '12345678901234567890.123456789012'],
    ['text', '大阪造船 "a", b'],
    ['uuid', id],
    ['int', '-3'],
  ])('of %s is decoded to its position %s', (type, key) => {
    const of = order({ type });
    expect(decodePageCursor(of, encodePageCursor(of, { key, id }))).toEqual({ key, id });
  });

  it.each<[PageOrder['type'], string]>([
    ['timestamptz', '2026-02-31 07:00:00+00'],
    ['timestamptz', '2026-05-06T07:00:00Z'],
    ['timestamptz', '2026-05-06 07:00:00+02'],
    ['timestamptz', 'infinity'],
    ['date', '2023-02-29'],
    ['date', '0000-01-01'],
    ['numeric', 'NaN'],
    ['numeric', '1e9'],
    ['text', 'a\0'],
    ['text', '\ud800'],
    ['uuid', 'x'],
    ['int', '1.5'],
    ['int', '99999999999'],
  ])('of %s is not valid with %j, which Postgres could not read', (type, key) => {
    const of = order({ type });
    expect(decodePageCursor(of, encodePageCursor(of, { key, id }))).toBeNull();
  });

  it('of another order is not valid', () => {
    expect(decodePageCursor(order({ name: 'amount' }), cursorOf(moment))).toBeNull();
  });

  it.each([
    ['', 'empty'],
    ['§', 'not base64'],
    [Buffer.from('{}').toString('base64url'), 'no array'],
    [Buffer.from(JSON.stringify(['latest', moment])).toString('base64url'), 'too short'],
    [Buffer.from(JSON.stringify(['latest', moment, id, 1])).toString('base64url'), 'too long'],
    [Buffer.from(JSON.stringify(['latest', 5, id])).toString('base64url'), 'a number for a key'],
    [Buffer.from(JSON.stringify(['latest', moment, "'; --"])).toString('base64url'), 'no id'],
  ])('%j is not valid: %s', (cursor) => {
    expect(decodePageCursor(order(), cursor)).toBeNull();
  });
});

describe('the window of a page', () => {
  it.each([
    [{}, { size: 20, backward: false, hasOther: false }],
    [{ first: 0 }, { size: 0, backward: false, hasOther: false }],
    [{ first: 100 }, { size: 100, backward: false, hasOther: false }],
    [
      { first: 5, after: cursorOf(moment) },
      { size: 5, backward: false, hasOther: true },
    ],
    [{ last: 5 }, { size: 5, backward: true, hasOther: false }],
    [
      { last: 5, before: cursorOf(moment) },
      { size: 5, backward: true, hasOther: true },
    ],
  ])('of %j', (args, expected) => {
    expect(readPageArguments(args, order())).toMatchObject(expected);
  });

  it.each([
    [{ first: 101 }, 'BAD_USER_INPUT'],
    [{ first: -1 }, 'BAD_USER_INPUT'],
    [{ last: 101 }, 'BAD_USER_INPUT'],
    [{ first: 1, last: 1 }, 'BAD_USER_INPUT'],
    [{ after: 'x' }, 'INVALID_CURSOR'],
    [{ before: cursorOf(moment, order({ name: 'amount' })) }, 'INVALID_CURSOR'],
  ])('is rejected for %j with %s', (args, code) => {
    expect(codeOf(() => readPageArguments(args, order()))).toBe(code);
  });
});

describe('the statement of a page', () => {
  const table = rawSql('"Deal"');
  const statement = (args: object, of = order()) =>
    pageSql(table, [], of, readPageArguments(args, of), sql`item."id"`).text.replaceAll(/\s+/g, ' ');

  it('begins with the latest row of a descending order, and asks for one row more than the page', () => {
    const window = readPageArguments({ first: 5 }, order());
    const { text, values } = pageSql(table, [], order(), window, sql`item."id"`);
    expect(text).toContain('ORDER BY item."latestAt" DESC, item.id DESC LIMIT $1');
    expect(values).toEqual([6]);
  });

  it.each([
    [{ first: 5 }, true, 'DESC', '<'],
    [{ last: 5 }, true, 'ASC', '<'],
    [{ first: 5 }, false, 'ASC', '>'],
    [{ last: 5 }, false, 'DESC', '>'],
  ])(
    'for %j of an order that descends: %j reads %s, and follows `after` by %s',
    (args, descending, direction, operator) => {
      const text = statement({ ...args, after: cursorOf(moment) }, order({ descending }));
      expect(text).toContain(`ORDER BY item."latestAt" ${direction}, item.id ${direction}`);
      expect(text).toContain(`(item."latestAt", item.id) ${operator} (`);
    },
  );

  it('reads the pages of many parents together, each with its own limit', () => {
    const window = readPageArguments({ first: 5 }, order());
    const join = sql`item."exhibitionId" = parent.id`;
    const { text, values } = pageSql(table, [], order(), window, sql`item."id"`, { ids: [id, id], join });
    expect(text).toMatch(/FROM unnest\(\$1::uuid\[\]\) AS parent\(id\) CROSS JOIN LATERAL \(\s*SELECT/);
    expect(text).toContain('WHERE item."exhibitionId" = parent.id');
    expect(values).toEqual([[id, id], 6]);
  });

  it('counts under the same conditions', () => {
    const { text, values } = countSql(table, [sql`item."status" = ${'SIGNED'}`, sql`true`]);
    expect(text).toContain('WHERE item."status" = $1 AND true');
    expect(values).toEqual(['SIGNED']);
  });
});

it('a cursor that is longer than any of ours is not decoded', () => {
  const of = order({ type: 'text' });
  const keyOf = (characters: number) => encodePageCursor(of, { key: 'x'.repeat(characters), id });
  expect(decodePageCursor(of, keyOf(16_200))).not.toBeNull();
  expect(decodePageCursor(of, keyOf(30_000))).toBeNull();
});
