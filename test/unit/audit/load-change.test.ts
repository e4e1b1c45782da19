/** What `undo` reads of a change that was made while it waited for the lock of the object. */
import { expect, it } from 'vitest';
import { loadChange } from '../../../src/audit/load-change.ts';
import type { Sql } from '../../../src/database/sql.ts';

/** The kept rows that were found to lock, and the change that was the last one after the locks. */
async function loadWith(locked: { change: string }[], last: string) {
  const read = async ({ sql: text }: Sql) => {
    if (text.includes('FOR UPDATE')) return locked;
    if (text.includes('"isAnnouncedSince"')) return [{ change: last }];
    return text.includes('"isSame"') ? [{ table: 'Deal', isSame: true }] : [];
  };
  const loaded = await loadChange(read as never, 'deal');
  return loaded!.rows.map(({ isSame }) => isSame);
}

it('trusts the rows of the change whose rows it locked', async () => {
  expect(await loadWith([{ change: 'first' }, { change: 'first' }], 'first')).toEqual([true]);
});

it('does not trust the rows of another change, also where none was recorded before', async () => {
  expect(await loadWith([{ change: 'first' }], 'second')).toEqual([false]);
  expect(await loadWith([], 'second')).toEqual([false]);
});
