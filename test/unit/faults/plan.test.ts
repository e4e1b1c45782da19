/** A failed run can be repeated: all random choices derive from the seed. */
import { expect, it } from 'vitest';
import { hit, planFault, serversInCluster } from '../../faults/plan.ts';
import { faultNames } from '../../faults/play.ts';
import { Random } from '../../faults/random.ts';

const windowMs = 10_000;
const plans = (seed: number, names: readonly string[]) =>
  names.map((name) => planFault(seed, name, windowMs));

it('is the same for the same seed, and differs for another seed', () => {
  const names = faultNames(7);
  expect(faultNames(7)).toEqual(names);
  expect(plans(7, names)).toEqual(plans(7, names));
  expect(faultNames(8)).not.toEqual(names);
  for (const name of names) expect(planFault(7, name, windowMs)).not.toEqual(planFault(8, name, windowMs));
});

it('is the same for a fault that runs alone as in the complete run', () => {
  const inTheRun = plans(7, faultNames(7));
  const [alone] = plans(7, [faultNames(7)[20]!]);
  expect(alone).toEqual(inTheRun[20]);
});

it('hits each server for some seed, and never outside the window', () => {
  const all = [1, 2, 3].flatMap((seed) => plans(seed, faultNames(seed)));
  const victims = new Set(all.map((plan) => hit(['a', 'b', 'c'], plan)));
  expect(victims.size).toBe(serversInCluster);
  for (const { delayMs, lastsMs } of all) {
    expect(delayMs).toBeGreaterThanOrEqual(0);
    expect(lastsMs).toBeGreaterThan(windowMs * 0.4);
    expect(delayMs + lastsMs).toBeLessThanOrEqual(windowMs);
  }
});

it('injects every fault once for every seed, and ends the cluster run with the failover, which replaces Postgres', () => {
  const names = faultNames(1);
  expect(new Set(names).size).toBe(names.length);
  for (const seed of [2, 3, 4, 5]) {
    const order = faultNames(seed);
    expect([...order].sort()).toEqual([...names].sort());
    const inCluster = order.filter((name) => !name.startsWith('embedded'));
    expect(inCluster.at(-1)).toMatch(/^failover/);
  }
});

it('uses independent random numbers for each purpose', () => {
  const numbers = (purpose: string) => {
    const random = Random.of(7, purpose);
    return [random.next(), random.next(), random.next()];
  };
  expect(numbers('one')).toEqual(numbers('one'));
  expect(numbers('one')).not.toEqual(numbers('another'));
});
