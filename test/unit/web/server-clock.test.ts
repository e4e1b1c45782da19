/** The time of the server, on machines whose own clock is wrong. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ServerClock } from '../../../src/web/api/server-clock.ts';

const noon = Date.parse('2030-11-03T12:00:00Z');

/** A machine whose clock is off by so many milliseconds. */
class Machine {
  time = noon;
  off = 0;
  asleep = 0;
  now = () => this.time + this.off;
  elapsed = () => this.time - noon - this.asleep;
  /** The Date header that the server writes now. */
  get date() {
    return new Date(Math.floor(this.time / 1_000) * 1_000).toUTCString();
  }
}

/** One request, whose response is made after `there` milliseconds and arrives after `back` more. */
function exchange(machine: Machine, clock: ServerClock, { there = 20, back = 20 } = {}) {
  const sentAt = machine.now();
  machine.time += there;
  const { date } = machine;
  machine.time += back;
  clock.observe(date, sentAt);
}

afterEach(() => vi.unstubAllGlobals());

describe('the clock of the server', () => {
  it.each([
    ['five minutes fast', 5 * 60_000],
    ['three hours slow', -3 * 3_600_000],
    ['years slow', -10 * 365 * 86_400_000],
    ['right', 0],
  ])('is known within a second after one response, on a machine that is %s', (_name, off) => {
    const machine = new Machine();
    machine.off = off;
    const clock = new ServerClock(machine);
    expect(clock.now()).toBe(machine.time + off);
    exchange(machine, clock);
    expect(Math.abs(clock.now() - machine.time)).toBeLessThanOrEqual(520);
  });

  it('is known more exactly with each response', () => {
    const machine = new Machine();
    machine.off = 5 * 60_000;
    const clock = new ServerClock(machine);
    for (let count = 0; count < 20; count++) {
      exchange(machine, clock);
      machine.time += 10_137;
    }
    expect(Math.abs(clock.now() - machine.time)).toBeLessThanOrEqual(150);
  });

  it('does not become worse by a slow response', () => {
    const machine = new Machine();
    const clock = new ServerClock(machine);
    for (let count = 0; count < 20; count++) {
      exchange(machine, clock);
      machine.time += 10_137;
    }
    const before = clock.now() - machine.time;
    exchange(machine, clock, { there: 10, back: 9_000 });
    expect(Math.abs(clock.now() - machine.time)).toBeLessThanOrEqual(Math.abs(before) + 1);
  });

  it('is found again after the clock of the machine was set, or the machine slept', () => {
    const machine = new Machine();
    const clock = new ServerClock(machine);
    const ask = vi.fn(() => exchange(machine, clock));
    clock.onDoubt(ask);
    exchange(machine, clock);
    clock.now();
    expect(ask).not.toHaveBeenCalled();
    machine.off = -7 * 60_000;
    clock.now();
    expect(ask).toHaveBeenCalledTimes(1);
    expect(Math.abs(clock.now() - machine.time)).toBeLessThanOrEqual(520);
    machine.time += 3_600_000;
    machine.asleep = 3_600_000;
    clock.now();
    expect(ask).toHaveBeenCalledTimes(2);
    clock.now();
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('learns nothing from a response without a date, or from one during which the clock was set', () => {
    const machine = new Machine();
    machine.off = 60_000;
    const clock = new ServerClock(machine);
    clock.observe(null, machine.now());
    clock.observe('yesterday', machine.now());
    clock.observe(machine.date, machine.now() + 5_000);
    expect(clock.now()).toBe(machine.now());
  });

  it('is read from each response of the server, and not from one of the cache', async () => {
    const machine = new Machine();
    machine.off = 5 * 60_000;
    vi.stubGlobal('fetch', async () => new Response('', { headers: { date: machine.date } }));
    const clock = new ServerClock(machine);
    await clock.fetch('/assets/old.js');
    expect(clock.now()).toBe(machine.now());
    await clock.fetch('/graphql', { method: 'POST' });
    expect(Math.abs(clock.now() - machine.time)).toBeLessThanOrEqual(500);
  });

  it('is asked for by a request that no cache answers, whose failure is no problem', async () => {
    const asked: unknown[] = [];
    vi.stubGlobal('location', { pathname: '/screen/fair' });
    vi.stubGlobal('fetch', async (...request: unknown[]) => {
      asked.push(request);
      throw new TypeError('network');
    });
    await new ServerClock(new Machine()).ask();
    expect(asked).toEqual([['/screen/fair', { method: 'HEAD', cache: 'no-store' }]]);
  });
});

it('no page reads the clock of its machine but for the clock of the server', () => {
  const web = join(import.meta.dirname, '../../../src/web');
  const readers = readdirSync(web, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) => /\.tsx?$/.test(file) && /Date\.now|new Date\(\)/.test(readFileSync(join(web, file), 'utf8')),
    )
    .sort();
  expect(readers).toEqual(['api/server-clock.ts']);
});
