import { parse, type ValidatedExecutionArgs, validateExecutionArgs } from 'graphql';
import { expect, it } from 'vitest';
import { operationCost, requireWithinLimits } from '../../../src/execution/operation-cost.ts';
import { Outcome } from '../../../src/execution/outcome.ts';
import { RequestErrors } from '../../../src/execution/request-errors.ts';
import { schema } from '../../../src/schema.ts';

const pagesOfAnnouncements = (count: number) => {
  const pages = Array.from(
    { length: count },
    (_, n) => `a${n}: announcements(last: 100) { nodes { sequence } }`,
  );
  const document = parse(`{ exhibition(idOrSlug: "fair") { ${pages.join(' ')} } }`);
  return operationCost(validateExecutionArgs({ schema, document }) as ValidatedExecutionArgs);
};

it('an announcement costs its row, whatever is selected of it', () => {
  expect(() => requireWithinLimits(pagesOfAnnouncements(20))).not.toThrow();
  expect(() => requireWithinLimits(pagesOfAnnouncements(30))).toThrow(RequestErrors);
});

it('a stored outcome keeps its own bytes, not the larger buffer that they are a part of', () => {
  const { body } = new Outcome({ result: { data: { a: 1 } } }).withBodyOnly();
  expect(String(body)).toBe('{"data":{"a":1}}');
  expect(body.buffer.byteLength).toBe(body.length);
});
