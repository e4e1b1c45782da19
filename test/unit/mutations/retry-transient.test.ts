import { afterEach, expect, it, vi } from 'vitest';
import { InvalidInput } from '../../../src/errors/user-errors.ts';
import { retryTransient } from '../../../src/mutations/retry-transient.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

/** More than all waits between the attempts. */
const maxWaitMs = 1_000;

afterEach(() => void vi.restoreAllMocks());

const violation = (constraint: string) =>
  Object.assign(new Error('duplicate key'), { code: '23505', constraint });

/** Runs attempts that throw the errors given, one after another, and then succeed. */
const run = (...errors: Error[]) => runOn(new FakeScheduler(), errors);

async function runOn(scheduler: FakeScheduler, errors: readonly Error[]) {
  let attempts = 0;
  const running = retryTransient({ afterUnknownCommit: false, scheduler }, async () => {
    const error = errors[attempts++];
    if (error) throw error;
    return 'done';
  }).catch((error: unknown) => error);
  await scheduler.advance(maxWaitMs);
  return { attempts, outcome: await running };
}

it.each(['ProgrammeItem_dealId_key', 'ProgrammeItem_speechId_key'])(
  'tries again if another caller added the same item to a programme (%s), and returns the typed error of the second attempt',
  async (constraint) => {
    const elsewhere = InvalidInput.at(
      ['input', 'items', '0', 'deal'],
      'is in the programme of another ceremony',
    );
    expect(await run(violation(constraint), elsewhere)).toEqual({ attempts: 2, outcome: elsewhere });
  },
);

it('tries again if the first announcement was made while a deal was recorded for the opening totals', async () => {
  const error = Object.assign(new Error('final'), { code: '23001', table: 'DealRecord' });
  expect(await run(error)).toEqual({ attempts: 2, outcome: 'done' });
  const ofAnother = Object.assign(new Error('refused'), { code: '23001', table: 'Announcement' });
  expect(await run(ofAnother)).toEqual({ attempts: 1, outcome: ofAnother });
});

it('returns ALREADY_EXISTS with the field of a unique index, without another attempt', async () => {
  const { attempts, outcome } = await run(violation('Exhibition_slug_key'));
  expect(attempts).toBe(1);
  expect(outcome).toMatchObject({ code: 'ALREADY_EXISTS', path: ['input', 'slug'] });
});

it('does not repeat a mutation that violates another unique index', async () => {
  const error = violation('Exhibition_pkey');
  expect(await run(error)).toEqual({ attempts: 1, outcome: error });
});

it('gives up after four attempts', async () => {
  const errors = Array.from({ length: 5 }, () => violation('ProgrammeItem_dealId_key'));
  expect(await run(...errors)).toEqual({ attempts: 4, outcome: errors[3] });
});

it.each([
  [0, [0, 0, 0]],
  [0.5, [25, 50, 100]],
  [0.9, [45, 90, 180]],
])('waits longer each time and not as long as others do: at chance %d for %j ms', async (chance, waitsMs) => {
  const scheduler = new FakeScheduler();
  scheduler.chance = chance;
  const waits = vi.spyOn(scheduler, 'setTimeout');
  const errors = Array.from({ length: 4 }, () => violation('ProgrammeItem_dealId_key'));
  expect((await runOn(scheduler, errors)).attempts).toBe(4);
  expect(waits.mock.calls.map(([, ms]) => ms)).toEqual(waitsMs);
});
