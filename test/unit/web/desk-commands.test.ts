/** Commands that the desk has sent. */
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
import { explainError } from '../../../src/web/desk/words/error-words.ts';
import { deskWords } from '../../../src/web/desk/words/words.ts';

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
