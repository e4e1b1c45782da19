import { expect, it } from 'vitest';
import { z } from 'zod';
import { updateExhibition } from '../../../src/catalog/exhibitions/update-exhibition.ts';
import { listLimits } from '../../../src/graphql/list-limits.ts';
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

it.each([
  ['below its minimum', { expectedVersion: 0 }, 'input.expectedVersion: must be at least 1'],
  ['that is too long', { languages: Array(21).fill('en') }, 'input.languages: must have at most 20 items'],
])('names the limit that a value %s exceeds', (_kind, input, message) => {
  expect(() => readInput(updateExhibition.input, { exhibition: 'a-slug', ...input })).toThrow(message);
});

it('lists the first issues of an input with more issues than a response may contain', () => {
  const schema = z.object({ numbers: z.array(z.int()) });
  const numbers = Array.from({ length: listLimits.inputIssues.max + 1 }, () => 'x');
  const paths = [...Array(listLimits.inputIssues.max).keys()].map((index) => [
    'input',
    'numbers',
    `${index}`,
  ]);
  expect(() => readInput(schema, { numbers })).toThrow(
    expect.objectContaining({ issues: paths.map((path) => ({ path, message: expect.any(String) })) }),
  );
});
