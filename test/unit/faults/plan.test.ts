/** A run that turned red can be had again: chance is the seed's. */
import { expect, it } from 'vitest';
import { hit, housed, planFault } from '../../faults/plan.ts';
import { faultNames } from '../../faults/play.ts';
import { Random } from '../../faults/random.ts';

const windowMs = 10_000;
const plans = (seed: number, names: readonly string[]) =>
  names.map((name) => planFault(seed, name, windowMs));

it('chooses the same for the same seed, and something else for another', () => {
  const names = faultNames(7);
  expect(faultNames(7)).toEqual(names);
  expect(plans(7, names)).toEqual(plans(7, names));
  expect(faultNames(8)).not.toEqual(names);
  for (const name of names) expect(planFault(7, name, windowMs)).not.toEqual(planFault(8, name, windowMs));
});

it('chooses for a fault that is played alone what it chooses in the whole run', () => {
  const inTheRun = plans(7, faultNames(7));
  const [alone] = plans(7, [faultNames(7)[20]!]);
  expect(alone).toEqual(inTheRun[20]);
});

it('hits each server sooner or later, and never outside the window', () => {
  const all = [1, 2, 3].flatMap((seed) => plans(seed, faultNames(seed)));
  const victims = new Set(all.map((plan) => hit(['a', 'b', 'c'], plan)));
  expect(victims.size).toBe(housed);
  for (const { delayMs, lastsMs } of all) {
    expect(delayMs).toBeGreaterThanOrEqual(0);
    expect(lastsMs).toBeGreaterThan(windowMs * 0.4);
    expect(delayMs + lastsMs).toBeLessThanOrEqual(windowMs);
  }
});

it('plays every fault once whatever the seed, and last at the house the one that leaves it another Postgres', () => {
  const names = faultNames(1);
  expect(new Set(names).size).toBe(names.length);
  for (const seed of [2, 3, 4, 5]) {
    const order = faultNames(seed);
    expect([...order].sort()).toEqual([...names].sort());
    const atHouse = order.filter((name) => !name.startsWith('embedded'));
    expect(atHouse.at(-1)).toMatch(/^failover/);
  }
});

it('asks chance for each purpose apart', () => {
  const numbers = (purpose: string) => {
    const random = Random.of(7, purpose);
    return [random.next(), random.next(), random.next()];
  };
  expect(numbers('one')).toEqual(numbers('one'));
  expect(numbers('one')).not.toEqual(numbers('another'));
});
