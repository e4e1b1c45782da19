import { beforeEach, expect, it } from 'vitest';
import { DatabaseClock } from '../../../src/database/database-clock.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

let machine: FakeScheduler;
let database: { nowMs: number; takesMs: number; fails: boolean };
let clock: DatabaseClock;
beforeEach(() => {
  machine = new FakeScheduler();
  database = { nowMs: 1_000_000, takesMs: 0, fails: false };
  const query = async () => {
    await machine.advance(database.takesMs);
    if (database.fails) throw new Error('unreachable');
    return { rows: [{ nowMs: database.nowMs }] };
  };
  clock = new DatabaseClock({ query } as never, machine);
});

it('has the time of the database, whatever the clock of the machine says', async () => {
  await clock.read();
  expect(clock.now()).toBe(1_000_000);
  machine.wallMs += 300_000;
  await machine.advance(1_000);
  expect(clock.now()).toBe(1_001_000);
});

it('takes the time for that of the middle of the round trip', async () => {
  database.takesMs = 400;
  await clock.read();
  expect(clock.now()).toBe(1_000_200);
});

it('follows the database every half a minute, but for a read that fails or takes too long', async () => {
  await clock.read();
  database.nowMs = 2_000_000;
  await machine.advance(30_000);
  expect(clock.now()).toBe(2_000_000);
  Object.assign(database, { nowMs: 3_000_000, takesMs: 901 });
  await clock.read();
  expect(clock.now()).toBe(2_000_901);
  Object.assign(database, { takesMs: 0, fails: true });
  await expect(clock.read()).rejects.toThrow('unreachable');
  expect(clock.now()).toBe(2_000_901);
});

it('has no time before it has read one, and has no timer after close', () => {
  expect(() => clock.now()).toThrow('has not been read');
  clock.close();
  expect(machine.pendingTimers).toBe(0);
});
