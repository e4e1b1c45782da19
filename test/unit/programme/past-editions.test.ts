/** What is entered without a ceremony: the deals and speeches of past editions. */
import { describe, expect, it } from 'vitest';
import { dealSnapshot } from '../../../src/programme/deals/load-deal.ts';
import { recordDeal } from '../../../src/programme/deals/record-deal.ts';
import { updateDeal } from '../../../src/programme/deals/update-deal.ts';
import { recordSpeech } from '../../../src/programme/speeches/record-speech.ts';
import { updateSpeech } from '../../../src/programme/speeches/update-speech.ts';
import {
  decidingAs,
  en,
  loadedDeal,
  loadedExhibition,
  loadedSpeech,
  operator,
  operatorOfAnother,
  parametersOf,
  statements,
} from './loaded-rows.ts';

const failure = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const recorded = {
  day: '2021-10-30',
  startsOn: '2021-10-29',
  endsOn: '2021-11-02',
  beginsAt: '2021-10-29T16:00:00+00:00',
  hasBegun: false,
};
type Recorded = typeof recorded;
const organization = (id: string) => ({
  id,
  kind: 'COMPANY' as const,
  names: en(id),
  country: id,
  mergedIntoId: null,
});

describe('recordDeal', () => {
  type Input = Parameters<typeof recordDeal.decide>[1];
  const given: Input = {
    exhibition: { id: 'exhibition' },
    signedOn: new Date('2021-10-30T00:00:00Z'),
    titleTranslations: en('Plant'),
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: { amount: '12.5', currency: 'USD' },
    industry: 'automobiles',
    parties: [
      { organization: 'KR', role: 'INVESTOR' },
      { organization: 'CN', role: 'HOST' },
    ],
    sources: [],
    sample: false,
    idempotencyKey: 'test-key-1',
  };
  const record = (changes: Partial<Recorded> | null = {}, input: Partial<Input> = {}, identity = operator) =>
    recordDeal.decide(
      {
        exhibition: loadedExhibition(),
        recorded: changes && { ...recorded, ...changes },
        industries: [{ id: 'industry', code: 'automobiles', names: en('Automobiles') }],
        organizations: [organization('KR'), organization('CN')],
      },
      { ...given, ...input },
      decidingAs(identity),
    );
  const snapshot = {
    id: 'new-1',
    titles: en('Plant'),
    amount: { amount: '12.50', currency: 'USD' },
    converted: { money: { amount: '87.50', currency: 'CNY' } },
    industry: { code: 'automobiles' },
  };

  it('adds to the opening totals and announces nothing before the stream has begun', () => {
    const { result, writes, announcement } = record({}, { noteTranslations: en('Reported later.') });
    expect(result).toEqual({ deal: 'new-1', announcement: null });
    expect(announcement).toBeUndefined();
    expect(parametersOf(writes, 'INSERT INTO "Deal"')).toMatchObject([
      [
        {
          id: 'new-1',
          status: 'SIGNED',
          signedAt: recorded.beginsAt,
          signedOn: '2021-10-30',
          notes: en('Reported later.'),
        },
      ],
    ]);
    expect(parametersOf(writes, 'totals_after')[0]).toMatchObject([
      { sign: 1, category: 'INVESTMENT', binding: true, countries: ['KR', 'CN'] },
    ]);
    expect(parametersOf(writes, 'INSERT INTO "DealRecord"')[2]).toMatchObject(snapshot);
    // The row of the stream is locked before the trigger looks at it, and after the organizations.
    const order = statements(writes).map(
      (each) => /"(Organization|AnnouncementStream|DealRecord)"/.exec(each)?.[1],
    );
    expect(order.filter((table) => table !== undefined)).toEqual([
      'Organization',
      'AnnouncementStream',
      'DealRecord',
    ]);
  });

  it('is announced once the stream has begun, and counts in the totals of that announcement', () => {
    const { result, writes, announcement } = record({ hasBegun: true });
    expect(result).toEqual({ deal: 'new-1', announcement: 'new-2' });
    expect(announcement).toMatchObject({
      id: 'new-2',
      mode: 'LIVE',
      subject: { dealId: 'new-1' },
      content: { kind: 'DEAL_RECORDED', deal: snapshot, signedOn: '2021-10-30' },
      totals: [{ sign: 1 }],
    });
    expect(statements(writes).join()).not.toContain('DealRecord');
  });

  it.each([
    ['the day before', { day: '2021-10-28' }],
    ['the day after', { day: '2021-11-03' }],
    ['a day that has not begun there', { beginsAt: '2030-05-06T09:00:00.001Z' }],
  ])('refuses %s', (_, changes) => {
    expect(() => record(changes)).toThrow(failure('INVALID_INPUT', { path: ['input', 'signedOn'] }));
  });

  it('accepts the first day, the last day and a day that begins now', () => {
    for (const changes of [
      { day: '2021-10-29' },
      { day: '2021-11-02' },
      { beginsAt: '2030-05-06T09:00:00Z' },
    ])
      expect(record(changes).result).toMatchObject({ deal: 'new-1' });
  });

  it('requires an operator of the exhibition', () => {
    expect(() => record({}, {}, operatorOfAnother)).toThrow(failure('FORBIDDEN'));
    expect(() => record(null)).toThrow(failure('NOT_FOUND'));
  });
});

describe('updateDeal of a deal in the opening totals', () => {
  const deal = loadedDeal({ status: 'SIGNED' });
  const opening = dealSnapshot(deal);
  const update = (changes: object, before: typeof opening | null = opening) =>
    updateDeal.decide(
      { deal, opening: before, industries: [], organizations: [] },
      { deal: 'deal', ...changes },
      decidingAs(),
    );

  it('replaces the recorded deal in the opening totals', () => {
    const { writes, announcement } = update({ amount: { amount: '20', currency: 'USD' } });
    expect(announcement).toBeUndefined();
    expect(parametersOf(writes, 'totals_after')[0]).toMatchObject([
      { sign: -1, money: { amount: '12.50' } },
      { sign: 1, money: { amount: '20.00' } },
    ]);
    expect(parametersOf(writes, 'UPDATE "DealRecord"')[0]).toMatchObject({
      amount: { amount: '20.00' },
      converted: { money: { amount: '140.00' } },
    });
  });

  it('is refused once the stream has begun', () => {
    expect(() => update({ category: 'TRADE' }, null)).toThrow(failure('DEAL_NOT_PLANNED'));
  });
});

describe('recordSpeech', () => {
  type Input = Parameters<typeof recordSpeech.decide>[1];
  const given: Input = {
    exhibition: { id: 'exhibition' },
    speaker: 'person',
    givenOn: new Date('2021-10-30T00:00:00Z'),
    officeTranslations: en('Mayor'),
    language: 'en',
    textTranslations: en('Welcome.'),
    paraphrase: true,
    sources: [],
    sample: false,
    idempotencyKey: 'test-key-1',
  };
  const speaker = { id: 'person', names: en('Eva'), country: 'DE' };
  const record = (
    changes: Partial<Recorded> = {},
    input: Partial<Input> = {},
    who: typeof speaker | undefined = speaker,
    mergedIntoId: string | null = null,
  ) =>
    recordSpeech.decide(
      {
        exhibition: loadedExhibition(),
        recorded: { ...recorded, ...changes },
        speaker: who && { ...who, mergedIntoId },
      },
      { ...given, ...input },
      decidingAs(),
    );

  it('is finished, with its text in public if it has one', () => {
    const { writes, announcement } = record();
    expect(announcement).toBeUndefined();
    const row = { status: 'FINISHED', givenOn: '2021-10-30', startedAt: recorded.beginsAt };
    expect(parametersOf(writes, 'INSERT INTO "Speech"')).toMatchObject([
      [{ ...row, texts: en('Welcome.'), textReleasedAt: '2030-05-06T09:00:00.000Z' }],
    ]);
    const silent = record({}, { textTranslations: null });
    expect(parametersOf(silent.writes, 'INSERT INTO "Speech"')).toMatchObject([
      [{ ...row, texts: null, textReleasedAt: null }],
    ]);
  });

  it('is announced once the stream has begun', () => {
    expect(record({ hasBegun: true }).announcement).toMatchObject({
      subject: { speechId: 'new-1' },
      content: {
        kind: 'SPEECH_RECORDED',
        speech: { id: 'new-1', speaker, texts: en('Welcome.') },
        givenOn: '2021-10-30',
      },
    });
  });

  it('refuses a speaker who was merged', () => {
    expect(() => record({}, {}, speaker, 'other')).toThrow(
      failure('INVALID_INPUT', { path: ['input', 'speaker'] }),
    );
  });

  it('refuses a speaker who does not exist, and a day that is not one of the exhibition', () => {
    expect(() =>
      recordSpeech.decide(
        { exhibition: loadedExhibition(), recorded, speaker: undefined },
        given,
        decidingAs(),
      ),
    ).toThrow(failure('NOT_FOUND', { path: ['input', 'speaker'] }));
    expect(() => record({ day: '2021-11-03' })).toThrow(
      failure('INVALID_INPUT', { path: ['input', 'givenOn'] }),
    );
  });

  it('can be changed until it is announced, its text public immediately', () => {
    const row = loadedSpeech({ status: 'FINISHED', isUnannouncedRecord: true, texts: null });
    const change = { officeTranslations: en('Minister'), textTranslations: en('Hello.') };
    const { writes } = updateSpeech.decide(row, { speech: 'speech', ...change }, decidingAs());
    expect(parametersOf(writes, 'UPDATE "Speech"')).toMatchObject([
      [{ office: en('Minister'), texts: en('Hello.'), textReleasedAt: '2030-05-06T09:00:00.000Z' }],
    ]);
  });
});
