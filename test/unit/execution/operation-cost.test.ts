import { isObjectType, parse, type ValidatedExecutionArgs, validateExecutionArgs } from 'graphql';
import { expect, it } from 'vitest';
import { OperationCosts, operationCost, requireWithinLimits } from '../../../src/execution/operation-cost.ts';
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

const costOf = (text: string) =>
  operationCost(validateExecutionArgs({ schema, document: parse(text) }) as ValidatedExecutionArgs)
    .complexity;

it('a page of a negative size lowers no cost: its arguments are checked later', () => {
  const page = (size: string) =>
    `{ exhibition(idOrSlug: "fair") { announcements(${size}) { nodes { id } } } }`;
  expect(costOf(page('last: -1000000'))).toBeGreaterThan(0);
  expect(costOf(page('first: -1000000'))).toBeGreaterThan(0);
});

it('no field of the schema has a negative cost, whatever its numbers are', () => {
  const numbers = [undefined, null, 0, -1, -2_147_483_648];
  const costs: unknown[] = [];
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type))
      for (const field of Object.values(type.getFields())) {
        const { complexity } = field.extensions;
        if (typeof complexity !== 'function') continue;
        for (const first of numbers)
          for (const last of numbers) costs.push(complexity({ first, last }, {}, field));
      }
  expect(costs.length).toBeGreaterThan(100);
  const isNegative = (cost: unknown) => {
    const { field = 0, multiplier = 1 } = cost as { field?: number; multiplier?: number };
    return !(field >= 0 && multiplier >= 0);
  };
  expect(costs.filter(isNegative)).toEqual([]);
});

it('a stored outcome keeps its own bytes, not the larger buffer that they are a part of', () => {
  const { body } = new Outcome({ result: { data: { a: 1 } } }).withBodyOnly();
  expect(String(body)).toBe('{"data":{"a":1}}');
  expect(body.buffer.byteLength).toBe(body.length);
});

it('computes a cost once for equal values of the variables that it depends on, and again for others', () => {
  const document = parse(`query($first: Int, $language: LanguageTag, $with: Boolean!) {
    exhibition(idOrSlug: "fair") { name(language: $language) deals(first: $first) { nodes @include(if: $with) { title } } } }`);
  const validated = (variableValues: Record<string, unknown>) =>
    validateExecutionArgs({ schema, document, variableValues }) as ValidatedExecutionArgs;
  const costs = new OperationCosts();
  const first = costs.of(validated({ first: 10, with: true, language: 'en' }));
  // The same object: it was not computed again.
  expect(costs.of(validated({ first: 10, with: true, language: 'ko' }))).toBe(first);
  for (const values of [
    { first: 20, with: true },
    { first: 10, with: false },
    { with: true },
    { first: null, with: true },
  ])
    expect(costs.of(validated(values))).toEqual(operationCost(validated(values)));
  expect(costs.of(validated({ first: 20, with: true }))).not.toEqual(first);
});

it('costs of many values of a variable are not all kept', () => {
  const document = parse('query($first: Int) { deals(first: $first) { totalCount } }');
  const costs = new OperationCosts();
  const of = (first: number) =>
    costs.of(
      validateExecutionArgs({ schema, document, variableValues: { first } }) as ValidatedExecutionArgs,
    );
  for (let first = 0; first < 50; first++) of(first);
  expect(of(1)).toBe(of(1));
  expect(of(49)).not.toBe(of(49));
});
