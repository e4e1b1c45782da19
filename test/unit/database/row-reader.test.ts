import { expect, it } from 'vitest';
import { RowReader } from '../../../src/database/row-reader/row-reader.ts';
import { UnsupportedQuery } from '../../../src/database/row-reader/unsupported-query.ts';
import { type Sql, sql } from '../../../src/database/sql.ts';

/** A reader whose database answers each statement with what `answer` returns. */
function openReader(answer: (statement: Sql) => object[] = () => []) {
  const statements: Sql[] = [];
  const reader = new RowReader(async <Result extends object>(statement: Sql) => {
    statements.push(statement);
    return answer(statement) as Result[];
  });
  return { reader, statements };
}

it('reads rows by filter, order and page in one statement', async () => {
  const { reader, statements } = openReader(() => [{ row: ['a'] }, { row: ['b'] }]);
  const rows = await reader.findMany('Industry', {
    select: { code: true },
    where: { code: { not: 'c' } },
    orderBy: { code: 'asc' },
    take: 2,
  });
  expect(rows).toEqual([{ code: 'a' }, { code: 'b' }]);
  expect(statements.map(({ text }) => text.replaceAll(/\s+/g, ' '))).toEqual([
    'SELECT json_build_array(item."code") AS row FROM "Industry" AS item' +
      ' WHERE NOT (item."code" = $1) AND true ORDER BY item."code" ASC LIMIT $2',
  ]);
  expect(statements[0]!.values).toEqual(['c', 2]);
});

it('adds a condition in SQL to the filter', async () => {
  const { reader, statements } = openReader();
  await reader.findMany(
    'Industry',
    { select: { code: true }, where: { code: 'a' } },
    sql`item."id" = ${'1'}`,
  );
  expect(statements[0]!.text).toMatch(/WHERE item\."code" = \$1 AND item\."id" = \$2$/);
  expect(statements[0]!.values).toEqual(['a', '1']);
});

it('looks up one row by its key alone', async () => {
  const { reader, statements } = openReader(() => [{ index: 0, row: ['a'] }]);
  const row = await reader.findUnique('Industry', { select: { code: true }, where: { id: '1' } });
  expect(row).toEqual({ code: 'a' });
  expect(statements[0]!.text).toMatch(/WHERE item\."id" = \$1 LIMIT 1$/);
});

it('gives lookups of the same tick and selection one statement, and each its own row', async () => {
  const { reader, statements } = openReader(() => [
    { index: 2, row: ['c'] },
    { index: 0, row: ['a'] },
  ]);
  const lookUp = (id: string) => reader.findUnique('Industry', { select: { code: true }, where: { id } });
  expect(await Promise.all(['1', '2', '3'].map(lookUp))).toEqual([{ code: 'a' }, null, { code: 'c' }]);
  expect(statements).toHaveLength(1);
  expect(JSON.parse(statements[0]!.values[0] as string)).toEqual([{ id: '1' }, { id: '2' }, { id: '3' }]);
});

it('keeps lookups apart that select something else, use another key, or another value in their selection', async () => {
  const { reader, statements } = openReader();
  const venues = (position: number) => ({ select: { venues: { where: { position } } } });
  await Promise.all([
    reader.findUnique('Exhibition', { select: { slug: true }, where: { id: '1' } }),
    reader.findUnique('Exhibition', { select: { names: true }, where: { id: '1' } }),
    reader.findUnique('Exhibition', { select: { slug: true }, where: { slug: 'a' } }),
    reader.findUnique('Exhibition', { ...venues(1), where: { id: '1' } }),
    reader.findUnique('Exhibition', { ...venues(2), where: { id: '1' } }),
  ]);
  expect(statements).toHaveLength(5);
});

it('looks up a key of several columns', async () => {
  const { reader, statements } = openReader();
  const key = { dealId: 'd', organizationId: 'o' };
  await reader.findUnique('DealParty', { select: { role: true }, where: { dealId_organizationId: key } });
  expect(statements[0]!.text).toMatch(/WHERE item\."dealId" = \$1 AND item\."organizationId" = \$2 LIMIT 1$/);
  expect(statements[0]!.values).toEqual(['d', 'o']);
});

it('shares a statement between keys that name the same columns in another order', async () => {
  const { reader, statements } = openReader();
  await Promise.all([
    reader.findUnique('Organization', { where: { id: '1', kind: 'COMPANY' } }),
    reader.findUnique('Organization', { where: { kind: 'COMPANY', id: '2' } }),
  ]);
  expect(statements).toHaveLength(1);
});

it('keeps no batch after it is sent, including failed ones', async () => {
  let fails = true;
  const { reader } = openReader(() => {
    if (fails) throw new Error('gone');
    return [];
  });
  const lookUp = () => reader.findUnique('Industry', { where: { id: '1' } });
  await expect(lookUp()).rejects.toThrow('gone');
  fails = false;
  const waiting = lookUp();
  expect(reader.waitingBatches).toBe(1);
  await waiting;
  expect(reader.waitingBatches).toBe(0);
});

it('rejects all lookups of a failed statement, and sends a new one for the next lookup', async () => {
  let failures = 1;
  const { reader } = openReader(() => {
    if (failures-- > 0) throw new Error('gone');
    return [{ index: 0, row: ['a'] }];
  });
  const lookUp = () => reader.findUnique('Industry', { select: { code: true }, where: { id: '1' } });
  const failed = await Promise.allSettled([lookUp(), lookUp()]);
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await lookUp()).toEqual({ code: 'a' });
});

it('rejects what it does not support before it sends anything', () => {
  const { reader, statements } = openReader();
  expect(() => reader.findMany('Deal', { orderBy: { exhibition: { slug: 'asc' } } })).toThrow(
    UnsupportedQuery,
  );
  expect(() => reader.findUnique('Deal', { where: { id: '1', exhibition: { slug: 'a' } } })).toThrow(
    UnsupportedQuery,
  );
  expect(statements).toEqual([]);
});
