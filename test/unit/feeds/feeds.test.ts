/** The rows of the feeds: flat, all values text, public facts only. */
import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { feedDocuments } from '../../../src/feeds/documents.ts';
import { feedNames, feedPathOf } from '../../../src/feeds/feed-path.ts';
import type { FeedDeal } from '../../../src/feeds/feed-row.ts';
import { type NowData, nowRows } from '../../../src/feeds/now-feed.ts';
import { signingColumns, signingRows } from '../../../src/feeds/signings-feed.ts';
import { totalsRows } from '../../../src/feeds/totals-feed.ts';
import { writeFeed } from '../../../src/feeds/write-feed.ts';

const schema = buildSchema(readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8'));
const yuan = (amount: string, compact = amount) => ({ amount, currency: 'CNY', compact });
const deal: FeedDeal = {
  title: 'Battery plant',
  category: 'INVESTMENT',
  instrument: 'CONTRACT',
  binding: true,
  industry: { name: 'Energy' },
  amount: yuan('4800000000.00', '4.8 billion yuan'),
  converted: null,
  parties: [{ organization: { name: 'Seogang Power' } }, { organization: { name: 'City of Yancheng' } }],
};

it.each(feedNames)('the document of %s is valid', (name) => {
  expect(validate(schema, parse(feedDocuments[name]))).toEqual([]);
});

it.each([
  ['/feeds/expo-2030/now.json', { slug: 'expo-2030', name: 'now', format: 'json' }],
  ['/feeds/expo/signings.csv', { slug: 'expo', name: 'signings', format: 'csv' }],
  ['/feeds/expo/plans.json', null],
  ['/feeds/expo/now.xml', null],
  ['/feeds/expo/now', null],
  ['/feeds/Expo/now.json', null],
  ['/feeds/now.json', null],
])('%s is the path of %j', (path, expected) => {
  expect(feedPathOf(path)).toEqual(expected);
});

describe('now', () => {
  const ceremony = { id: 'one', name: 'Opening', status: 'OPEN', startsAt: '2030-11-03T01:30:00Z' };
  const at = '2030-11-03T02:00:00Z';
  const speech = {
    speechId: 's',
    office: 'Governor',
    speaker: { name: 'Xu Yuanping', country: 'CN', redacted: false },
  };
  type Node = Partial<NonNullable<NowData['announcements']>['nodes'][number]> & { __typename: string };
  const read = (nodes: readonly Node[], change: Partial<NowData> = {}) =>
    nowRows({
      name: 'Expo',
      ceremonies: [ceremony],
      wallControl: { allWalls: { hiddenNotice: null } },
      announcements: {
        nodes: nodes.map((node, index) => ({ sequence: index + 1, announcedAt: at, ...node })),
      },
      ...change,
    })[0]!;
  const opened = { __typename: 'CeremonyOpened' };
  const signed = { __typename: 'DealSigned', deal };
  const started = { __typename: 'SpeechStarted', speech };

  it('has the deal that was announced last, and how', () => {
    expect(read([opened, signed])).toMatchObject({
      status: 'open',
      ceremony: 'Opening',
      kind: 'signing',
      title: 'Battery plant',
      amount: '4800000000.00',
      currency: 'CNY',
      amountText: '4.8 billion yuan',
      parties: 'Seogang Power · City of Yancheng',
      party1: 'Seogang Power',
      party3: '',
      binding: 'true',
      convertedAmount: '',
      sequence: '2',
      announcedAt: at,
    });
    expect(read([opened, signed, { __typename: 'DealCorrected', deal }]).kind).toBe('correction');
    expect(read([opened, signed, { __typename: 'DealRetracted', deal }]).kind).toBe('retraction');
  });

  it('has the speaker until the speech is finished or a deal is signed', () => {
    const during = read([opened, signed, started]);
    expect(during).toMatchObject({ kind: 'speech', speaker: 'Xu Yuanping', office: 'Governor', title: '' });
    const finished = { __typename: 'SpeechFinished', speech };
    expect(read([opened, signed, started, finished])).toMatchObject({ kind: '', speaker: '', title: '' });
    expect(read([opened, started, signed])).toMatchObject({ kind: 'signing', speaker: '' });
  });

  it('has nothing of a speaker who was redacted', () => {
    const redacted = { ...speech, speaker: { ...speech.speaker, name: 'Name removed', redacted: true } };
    expect(read([opened, { __typename: 'SpeechStarted', speech: redacted }])).toMatchObject({
      kind: '',
      speaker: '',
      country: '',
    });
  });

  it('keeps what is shown when another ceremony opens beside it', () => {
    const ceremonies = [ceremony, { ...ceremony, id: 'two', startsAt: '2030-11-03T02:00:00Z' }];
    expect(read([opened, signed, opened], { ceremonies }).kind).toBe('signing');
  });

  it('has nothing of a ceremony before, of a closed one or before the opening', () => {
    expect(read([opened, signed, opened]).kind).toBe('');
    const closed = { ...ceremony, status: 'CLOSED' };
    expect(read([opened, signed], { ceremonies: [closed] })).toMatchObject({ status: 'closed', kind: '' });
    const planned = { ...ceremony, status: 'PLANNED', name: 'Closing', startsAt: '2030-11-07T01:30:00Z' };
    expect(read([], { ceremonies: [planned] })).toMatchObject({ status: 'planned', sequence: '0' });
    expect(read([], { ceremonies: [planned, closed] })).toMatchObject({
      status: 'closed',
      ceremony: 'Closing',
      startsAt: planned.startsAt,
    });
    expect(read([], { ceremonies: [], announcements: null })).toMatchObject({
      status: 'planned',
      ceremony: '',
    });
  });

  it('has the notice, until the desk takes it down or a ceremony opens', () => {
    const notice = { __typename: 'Notice', text: 'We begin soon' };
    expect(read([notice]).notice).toBe('We begin soon');
    expect(read([notice], { wallControl: { allWalls: { hiddenNotice: 1 } } }).notice).toBe('');
    expect(read([notice, opened]).notice).toBe('');
  });

  it('has the same columns in every state', () => {
    expect(Object.keys(read([]))).toEqual(Object.keys(read([opened, started])));
  });
});

it('signings are numbered from the newest, over all pages', () => {
  const page = {
    deals: {
      nodes: [{ ...deal, signedOn: '2030-11-03', signedAt: null }],
      pageInfo: { hasNextPage: false, endCursor: null },
    },
  };
  const rows = signingRows([page, page]);
  expect(rows.map(({ number }) => number)).toEqual(['1', '2']);
  expect(rows[0]).toMatchObject({ signedOn: '2030-11-03', signedAt: '' });
  expect(Object.keys(rows[0]!)).toEqual(signingColumns);
});

describe('totals', () => {
  const tally = (deals: number, amount: string | null) => ({
    deals,
    currencies: amount === null ? [] : [{ deals, sum: yuan(amount) }],
    converted: {
      money: amount === null ? null : yuan(amount),
      missingRates: amount === null ? ['KRW', 'USD'] : [],
    },
  });
  const mixed = tally(3, '90.00');
  mixed.currencies.push({ deals: 1, sum: { amount: '9', currency: 'KRW', compact: '9 won' } });
  const rows = totalsRows({
    totals: {
      deals: 5,
      reportingCurrency: 'CNY',
      byCategory: [
        { category: 'INVESTMENT', signingTotal: mixed, contractedTotal: tally(1, '40.00') },
        { category: 'TRADE', signingTotal: tally(2, null), contractedTotal: tally(0, null) },
      ],
    },
  });

  it('have no amount over all categories: they are never added together', () => {
    expect(rows[0]).toMatchObject({ kind: 'all', deals: '5', amount: '', bindingAmount: '' });
  });

  it('have each category and its currencies, with the binding part', () => {
    expect(rows.map(({ kind, category }) => `${kind} ${category}`.trim())).toEqual([
      'all',
      'category INVESTMENT',
      'currency INVESTMENT',
      'currency INVESTMENT',
      'category TRADE',
    ]);
    expect(rows[1]).toMatchObject({ deals: '3', amount: '90.00', bindingDeals: '1', bindingAmount: '40.00' });
    expect(rows[2]).toMatchObject({ currency: 'CNY', amount: '90.00', bindingAmount: '40.00' });
    expect(rows[3]).toMatchObject({ currency: 'KRW', deals: '1', bindingDeals: '0', bindingAmount: '' });
  });

  it('name the rates that are missing instead of an amount', () => {
    expect(rows[4]).toMatchObject({ amount: '', missingRates: 'KRW USD' });
  });

  it('have the same columns in every row', () => {
    expect(new Set(rows.map((row) => Object.keys(row).join())).size).toBe(1);
  });
});

describe('a feed in CSV', () => {
  it('has its columns first, and escapes what a spreadsheet would take for a formula', () => {
    const text = writeFeed([{ title: '=HYPERLINK("x")', note: 'a, b' }], 'csv').toString('utf8');
    expect(text).toBe('\ufefftitle,note\r\n"\'=HYPERLINK(""x"")","a, b"\r\n');
  });

  it('has its columns also without rows', () => {
    expect(writeFeed([], 'csv', ['title', 'note']).toString('utf8')).toBe('\ufefftitle,note\r\n');
    expect(writeFeed([], 'json', ['title', 'note']).toString('utf8')).toBe('[]');
  });
});
