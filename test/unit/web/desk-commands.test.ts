/** Commands that the desk has sent, and corrections as they are typed. */
import { describe, expect, it } from 'vitest';
import {
  isPending,
  maxSettledCommands,
  type Outcome,
  outcomeOf,
  type SentCommand,
  withCommand,
  withOutcome,
} from '../../../src/web/desk/state/sent-commands.ts';
import { correctionOf, readTypedAmount } from '../../../src/web/desk/state/typed-correction.ts';
import { explainError } from '../../../src/web/desk/words/error-words.ts';
import { deskWords } from '../../../src/web/desk/words/words.ts';
import { deals } from '../../../src/web/preview/fixtures/deals.ts';
import { dealItem } from '../../../src/web/preview/fixtures/desk.ts';

const pending: Outcome = { name: 'pending', attempts: 0 };
const confirmed: Outcome = { name: 'confirmed', sequence: 1 };

function sent(sentAt: number, outcome: Outcome = pending): SentCommand {
  return {
    key: `key-${sentAt}`,
    name: 'signDeal',
    subject: `deal-${sentAt}`,
    title: '',
    input: {},
    sentAt,
    outcome,
  };
}

describe('sent commands', () => {
  it('are listed with the newest first, pending or not', () => {
    const commands = [sent(1, confirmed), sent(2), sent(3, confirmed)].reduce(withCommand<SentCommand>, []);
    expect(commands.map(({ sentAt }) => sentAt)).toEqual([3, 2, 1]);
  });

  it('are dropped from the oldest settled one on, and never while they are pending', () => {
    const commands = [
      sent(0),
      ...Array.from({ length: maxSettledCommands + 2 }, (_, index) => sent(index + 1, confirmed)),
    ].reduce(withCommand<SentCommand>, []);
    const next = withCommand(commands, sent(99));
    expect(maxSettledCommands).toBe(30);
    // The new one, the pending one and thirty settled ones.
    expect(next).toHaveLength(32);
    expect(next.map(({ sentAt }) => sentAt).slice(0, 2)).toEqual([99, 32]);
    expect(next.slice(-2).map(({ sentAt }) => sentAt)).toEqual([3, 0]);
  });

  it('take an outcome by their key, and leave the others', () => {
    const [first, second] = [sent(1), sent(2)];
    const changed = withOutcome([second, first], 'key-1', confirmed);
    expect(changed).toEqual([second, { ...first, outcome: confirmed }]);
    expect(changed[0]).toBe(second);
  });

  it('block a second command about the same subject while they are pending', () => {
    const commands = [sent(1), sent(2, confirmed), sent(3, { name: 'unknown' })];
    expect([1, 2, 3, 4].map((each) => isPending(commands, `deal-${each}`))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('the outcome of a command', () => {
  it('of a success is confirmed, with the sequence of the announcement if there is one', () => {
    expect(outcomeOf({ announcement: { sequence: 7 } })).toEqual({ name: 'confirmed', sequence: 7 });
    expect(outcomeOf({})).toEqual({ name: 'confirmed', sequence: null });
  });

  it('of an error is rejected, with its message', () => {
    expect(outcomeOf({ code: 'CEREMONY_NOT_OPEN', message: 'No ceremony is open.' })).toEqual({
      name: 'rejected',
      code: 'CEREMONY_NOT_OPEN',
      message: 'No ceremony is open.',
      sequence: null,
    });
    expect(outcomeOf({ code: 'SOMETHING' })).toMatchObject({ message: 'SOMETHING' });
  });

  it('of a deal that was signed before has the sequence of that announcement', () => {
    expect(outcomeOf({ code: 'DEAL_ALREADY_SIGNED', message: 'm', sequence: 3 })).toMatchObject({
      sequence: 3,
    });
  });

  it('of invalid input names each value', () => {
    const issues = [
      { path: ['amount', 'amount'], message: 'is not a decimal' },
      { path: ['reason'], message: 'is empty' },
    ];
    expect(outcomeOf({ code: 'INVALID_INPUT', message: 'Invalid.', issues })).toMatchObject({
      message: 'amount.amount is not a decimal; reason is empty',
    });
    expect(outcomeOf({ code: 'INVALID_INPUT', message: 'Invalid.', issues: [] })).toMatchObject({
      message: 'Invalid.',
    });
  });
});

describe('an error', () => {
  const words = deskWords('en');

  it('is explained in the words of the desk', () => {
    expect(explainError(words, 'DEAL_NOT_SIGNED', 'from the server')).toEqual(words.errors.DEAL_NOT_SIGNED);
  });

  it('keeps the message of the server where the desk has no words', () => {
    expect(explainError(words, 'INVALID_INPUT', 'amount is empty').problem).toBe('amount is empty');
    expect(explainError(words, 'A_NEW_CODE', 'from the server')).toEqual({
      problem: 'from the server',
      remedy: words.otherRemedy,
    });
    expect(explainError(words, 'toString', 'from the server').problem).toBe('from the server');
  });
});

describe('an amount as typed', () => {
  it.each([
    ['1250.50', '1250.50'],
    [' 1250.50 ', '1250.50'],
    ['1,250.50', '1250.50'],
    ['4,800,000,000', '4800000000'],
    ['4 800 000 000.00', '4800000000.00'],
    ['98\u00a0500\u202f000', '98500000'],
    ['', ''],
  ])('%j is %j', (typed, amount) => {
    expect(readTypedAmount(typed)).toBe(amount);
  });

  it.each(['1250,50', '1.250,50', '12,50', '1,2345', '1,250,50', ',250', '12 5', 'a lot', '-5'])(
    'is left to the server to reject: %j',
    (typed) => {
      expect(readTypedAmount(typed)).toBe(typed);
    },
  );
});

describe('a correction as typed', () => {
  const { deal } = dealItem(deals.electricVehicles);
  const languages = ['en', 'zh', 'ko'];
  const unchanged = {
    amount: deal!.amount!.amount,
    currency: deal!.amount!.currency,
    titles: deal!.titleTranslations,
    reason: [{ language: 'en', text: 'Read out wrongly' }],
  };
  const correct = (change: Partial<typeof unchanged>) =>
    correctionOf({ ...unchanged, ...change }, deal!, languages);
  const reasonTranslations = unchanged.reason;

  it('has the reason, and nothing that is as before', () => {
    expect(correct({})).toEqual({ reasonTranslations });
    expect(correct({ amount: '4,800,000,000.00' })).toEqual({ reasonTranslations });
  });

  it('has another amount, also if only the currency differs', () => {
    expect(correct({ amount: '4,900,000,000' })).toEqual({
      amount: { amount: '4900000000', currency: 'CNY' },
      reasonTranslations,
    });
    expect(correct({ currency: 'USD' }).amount).toEqual({ amount: '4800000000.00', currency: 'USD' });
  });

  it('leaves an amount that was deleted from the form', () => {
    expect(correct({ amount: ' ' })).toEqual({ reasonTranslations });
  });

  it('has all titles if one differs, or one is missing', () => {
    const titles = unchanged.titles.map((title) =>
      title.language === 'ko' ? { ...title, text: '다른 제목' } : title,
    );
    expect(correct({ titles }).titleTranslations).toEqual(titles);
    expect(correct({ titles: titles.slice(0, 2) }).titleTranslations).toEqual(titles.slice(0, 2));
  });

  it('gives a deal without an amount its first one', () => {
    const { deal: undisclosed } = dealItem(deals.salesNetwork);
    const typed = { ...unchanged, titles: undisclosed!.titleTranslations };
    expect(correctionOf({ ...typed, amount: '' }, undisclosed!, languages)).toEqual({ reasonTranslations });
    expect(correctionOf({ ...typed, amount: '5' }, undisclosed!, languages).amount).toEqual({
      amount: '5',
      currency: 'CNY',
    });
  });
});
