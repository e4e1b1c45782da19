import { describe, expect, it } from 'vitest';
import { ChainCheck, type ChainedAnnouncement } from '../../../src/announcements/check-chain.ts';
import { contentHashOf, hashOf } from '../../../src/announcements/content-hash.ts';
import { commitmentTo } from '../../../src/privacy/personal-values.ts';

const streamId = 'stream';
const money = { rates: [], reportingCurrency: 'EUR' };
const value = { names: [{ language: 'en', text: 'Eva' }] };
const speech = { speech: { speaker: { commitment: commitmentTo('salt', value) } } };

/** A chain as the database makes it. */
function chainOf(contents: readonly object[], opening: readonly object[] = []): ChainedAnnouncement[] {
  let previous = hashOf({ opening: opening.map(hashOf).sort(), streamId });
  return contents.map((content, index) => {
    const row = {
      ...{ id: `id-${index}`, sequence: index + 1, epoch: 'first', kind: 'NOTICE' },
      ...{ announcedAt: new Date(Date.UTC(2030, 4, 6, 9, index)), content, ...money },
      contentHash: contentHashOf({ content, ...money }),
      previousHash: previous,
      personal: content === speech ? { salt: 'salt', value } : null,
    };
    const { id, sequence, epoch, kind, announcedAt, contentHash } = row;
    previous = hashOf({
      ...{ id, sequence, epoch, kind, contentHash, streamId, previousHash: row.previousHash },
      announcedAt: announcedAt.toISOString(),
    });
    return { ...row, hash: previous };
  });
}

const problemsOf = (rows: readonly ChainedAnnouncement[], opening: readonly object[] = []) => {
  const check = new ChainCheck(streamId, opening);
  return rows.flatMap((row) => check.check(row).map((problem) => `${row.sequence} ${problem}`));
};

const contents = [{ texts: 'a' }, speech, { texts: 'c' }];

describe('a hash chain', () => {
  it('is sound as the database makes it, with and without deals before it, and without redacted values', () => {
    expect(problemsOf(chainOf(contents))).toEqual([]);
    const opening = [{ id: 'b' }, { id: 'a' }];
    expect(problemsOf(chainOf(contents, opening), opening.toReversed())).toEqual([]);
    expect(problemsOf(chainOf(contents).map((row) => ({ ...row, personal: null })))).toEqual([]);
  });

  it.each<[what: string, change: Partial<ChainedAnnouncement>, problem: string]>([
    ['a content', { content: { texts: 'x' } }, '2 has another content than its hash'],
    ['an exchange rate', { reportingCurrency: 'CNY' }, '2 has another content than its hash'],
    ['a kind', { kind: 'OTHER' }, '2 has another hash than its row'],
    ['an epoch', { epoch: 'second' }, '2 has another hash than its row'],
    ['a time', { announcedAt: new Date(0) }, '2 has another hash than its row'],
    ['an id', { id: 'other' }, '2 has another hash than its row'],
    [
      'a name',
      { personal: { salt: 'salt', value: {} } },
      '2 has another speaker, office or text than its commitment',
    ],
    ['a hash', { hash: null }, '2 has another hash than its row'],
  ])('shows that %s was changed', (_what, change, problem) => {
    const rows = chainOf(contents);
    rows[1] = { ...rows[1]!, ...change };
    expect(problemsOf(rows)[0]).toBe(problem);
  });

  it('shows that the content and all hashes of one row were replaced: the next one does not follow it', () => {
    const rows = chainOf(contents);
    rows[1] = chainOf([{ texts: 'a' }, { texts: 'forged' }])[1]!;
    expect(problemsOf(rows)).toEqual(['3 does not follow the announcement before it']);
  });

  it('shows a row that is missing, and deals that were recorded before', () => {
    const [first, , third] = chainOf(contents);
    expect(problemsOf([first!, third!])).toEqual(['3 does not follow the announcement before it']);
    expect(problemsOf(chainOf(contents), [{ id: 'a' }])[0]).toBe(
      '1 does not follow the announcement before it',
    );
  });
});
