import { expect, it } from 'vitest';
import { readInput } from '../../../src/mutations/read-input.ts';
import { correctDeal } from '../../../src/programme/deals/correct-deal.ts';
import { updateDeal } from '../../../src/programme/deals/update-deal.ts';

const deal = Buffer.from('Deal:00000000-0000-4000-8000-000000000001').toString('base64url');
const verbs = [
  { ...updateDeal, given: { deal } },
  { ...correctDeal, given: { deal, idempotencyKey: 'test-key-1' } },
];

it.each(verbs)('$name distinguishes a cleared field from an omitted one', ({ input, given }) => {
  expect(readInput(input, { ...given, amount: null })).toHaveProperty('amount', null);
  expect(readInput(input, given)).not.toHaveProperty('amount');
});

it.each(verbs)('$name names each field that cannot be cleared, at its path', ({ input, given }) => {
  const cleared = {
    titleTranslations: null,
    category: null,
    instrument: null,
    industry: null,
    parties: null,
  };
  const paths = Object.keys(cleared).map((name) => ['input', name]);
  expect(() => readInput(input, { ...given, ...cleared })).toThrow(
    expect.objectContaining({
      code: 'INVALID_INPUT',
      issues: paths.map((path) => ({ path, message: expect.stringContaining('cannot be cleared') })),
    }),
  );
});
