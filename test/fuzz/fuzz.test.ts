/** The short form of `npm run fuzz`: the same operations each time. */
import { expect, it } from 'vitest';
import { schema } from '../../src/schema.ts';
import { tokenFor, usePavilion } from '../support/pavilion.ts';
import { fuzz, insideOf } from './fuzz.ts';
import { readKnown } from './known.ts';
import { Random } from './random.ts';
import { randomOperation } from './random-document.ts';

const operations = 400;

it('finds no response with status 500, no untyped expected error, and no leaked internals', async () => {
  const pavilion = await usePavilion({ environment: { OPERATIONS_PER_MINUTE: '1000000' } });
  const report = await fuzz({
    schema,
    url: pavilion.url,
    seed: 6,
    known: await readKnown(pavilion.database.pool),
    tokens: [
      undefined,
      await tokenFor(pavilion, 'operator', ['yancheng-2023']),
      await tokenFor(pavilion, 'organizer'),
    ],
    until: (sent) => sent >= operations,
  });
  expect(report.findings).toEqual([]);
  expect(insideOf(report)).toEqual([]);
  expect(report.sent).toBeGreaterThanOrEqual(operations);
  // The run is of use only if many operations are executed.
  expect(report.outcomes.data).toBeGreaterThan(operations / 5);
  expect(pavilion.log.filter(({ level }) => level >= 50)).toEqual([]);
});

it('generates the same operations from the same seed', () => {
  const known = { ids: ['x'], texts: ['y'] };
  const make = (seed: number) =>
    Array.from({ length: 20 }, (_, n) => randomOperation(schema, new Random(seed + n), known));
  expect(make(1)).toEqual(make(1));
  expect(make(1)).not.toEqual(make(100));
});
