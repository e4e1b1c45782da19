import { beforeEach, expect, it } from 'vitest';
import { SerializationQueue } from '../../../src/stream/serialization-queue.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

let scheduler: FakeScheduler;
let queue: SerializationQueue;
let started: string[];
beforeEach(() => {
  scheduler = new FakeScheduler();
  queue = new SerializationQueue(scheduler);
  started = [];
});

/** Serializing takes this long on the event loop. */
function run(name: string, size: number, { kind = 'live' as 'live' | 'replay', tookMs = 5 } = {}) {
  return queue.run({ size }, kind, async () => {
    started.push(name);
    scheduler.block(tookMs);
    return name;
  });
}

it('starts a single entry immediately', async () => {
  expect(await run('a', 1)).toBe('a');
  expect(started).toEqual(['a']);
});

it('returns to the event loop after each slice, and then begins with the largest audience', async () => {
  const results = [run('first', 1, { tookMs: 10 }), run('small', 1), run('hall', 5_000), run('middle', 20)];
  expect(started).toEqual(['first']);
  let turns = 0;
  const look = () => {
    if (queue.waiting === 0) return;
    turns++;
    scheduler.setImmediate(look);
  };
  scheduler.setImmediate(look);
  await scheduler.settle();
  expect(started).toEqual(['first', 'hall', 'middle', 'small']);
  expect(turns).toBeGreaterThanOrEqual(1);
  expect(await Promise.all(results)).toEqual(['first', 'small', 'hall', 'middle']);
});

it('serves new entries before replays, whatever the size of their audience', async () => {
  const all = [
    run('first', 1, { tookMs: 10 }),
    run('replay of the hall', 5_000, { kind: 'replay' }),
    run('new', 1),
  ];
  await scheduler.settle();
  await Promise.all(all);
  expect(started).toEqual(['first', 'new', 'replay of the hall']);
});

it('does not wait for a serializer that waits', async () => {
  const waiting = Promise.withResolvers<string>();
  const slow = queue.run({ size: 9 }, 'live', () => waiting.promise);
  expect(await run('quick', 1)).toBe('quick');
  waiting.resolve('slow');
  expect(await slow).toBe('slow');
});

it('passes a failure on to its own audience only', async () => {
  const blocked = run('first', 1, { tookMs: 10 });
  const failing = queue.run({ size: 2 }, 'live', () => Promise.reject(new Error('broken')));
  const other = run('other', 1);
  failing.catch(() => {});
  await scheduler.settle();
  await expect(failing).rejects.toThrow('broken');
  expect(await Promise.all([blocked, other])).toEqual(['first', 'other']);
});

it('serializes replays in the order of their requests', async () => {
  const all = [run('first', 1, { tookMs: 10 })];
  for (const name of ['a', 'b', 'c']) all.push(run(name, 1, { kind: 'replay' }));
  await scheduler.settle();
  await Promise.all(all);
  expect(started).toEqual(['first', 'a', 'b', 'c']);
});

it('passes on what a serializer throws before it returns a promise, and goes on', async () => {
  const blocked = run('first', 1, { tookMs: 10 });
  const failing = queue.run({ size: 2 }, 'live', () => {
    throw new Error('broken');
  });
  failing.catch(() => {});
  const other = run('other', 1);
  await scheduler.settle();
  await expect(failing).rejects.toThrow('broken');
  expect(await Promise.all([blocked, other])).toEqual(['first', 'other']);
  expect(queue.waiting).toBe(0);
});

it('compares audiences, not their entries, to choose the largest', async () => {
  let comparisons = 0;
  const owners = Array.from({ length: 100 }, (_, size) => ({
    get size() {
      comparisons++;
      return size;
    },
  }));
  const blocked = run('first', 1, { tookMs: 10 });
  const all = owners.flatMap((owner) =>
    Array.from({ length: 64 }, () => queue.run(owner, 'live', async () => {})),
  );
  await scheduler.settle();
  await Promise.all([blocked, ...all]);
  expect(comparisons).toBeLessThanOrEqual(2 * 100 * 100);
});
