import { expect, it } from 'vitest';
import { Connections } from '../../../src/realtime/connections.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

function open(count: number) {
  const scheduler = new FakeScheduler();
  const connections = new Connections(scheduler);
  const closed: number[] = [];
  const terminated: number[] = [];
  const opened = Array.from({ length: count }, (_, index) =>
    connections.open({
      close: (reason) => {
        expect(reason).toBe('SERVICE_RESTART');
        closed.push(index);
      },
      terminate: () => terminated.push(index),
      onError: (error) => {
        throw error;
      },
    }),
  );
  return { scheduler, connections, opened, closed, terminated };
}

it('counts the connections that are open', () => {
  const { connections, opened } = open(3);
  expect(connections.size).toBe(3);
  opened[1]!.end();
  opened[1]!.end();
  expect(connections.size).toBe(2);
});

it('closes the connections in batches over the given time, and ends what is left', async () => {
  const { scheduler, connections, opened, closed, terminated } = open(100);
  const drained = connections.drain(10_000);
  await scheduler.advance(0);
  expect(closed).toHaveLength(5);
  await scheduler.advance(4_500);
  expect(closed).toHaveLength(50);
  for (const index of closed) opened[index]!.end();
  await scheduler.advance(5_500);
  await drained;
  expect(closed).toHaveLength(100);
  expect(new Set(closed).size).toBe(100);
  expect(terminated).toHaveLength(50);
});

it('closes them in random order, so that clients that connected together do not reconnect together', async () => {
  const { scheduler, connections, closed } = open(40);
  let seed = 1;
  scheduler.random = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const drained = connections.drain(1_000);
  await scheduler.advance(1_000);
  await drained;
  const inOrder = closed.toSorted((a, b) => a - b);
  expect(closed).not.toEqual(inOrder);
  expect(closed).not.toEqual(inOrder.toReversed());
});

it('has nothing to do without connections', async () => {
  const { scheduler, connections } = open(0);
  await Promise.all([connections.drain(1_000), scheduler.advance(1_000)]);
  expect(connections.size).toBe(0);
});

it('takes no longer in all if one batch takes longer than its share', async () => {
  const { scheduler, connections, opened } = open(0);
  for (let count = 0; count < 20; count++)
    opened.push(
      connections.open({
        close: () => scheduler.block(400),
        terminate: () => {},
        onError: () => {},
      }),
    );
  let tookMs = -1;
  const drained = connections.drain(10_000).then(() => {
    tookMs = scheduler.monotonicMs();
  });
  await scheduler.advance(20_000);
  await drained;
  expect(tookMs).toBeLessThanOrEqual(10_000);
});

it('is draining from the first batch on: nothing new should be opened', async () => {
  const { scheduler, connections } = open(3);
  expect(connections.isDraining).toBe(false);
  const drained = connections.drain(1_000);
  expect(connections.isDraining).toBe(true);
  await scheduler.advance(1_000);
  await drained;
  expect(connections.isDraining).toBe(true);
});

it('closes a single connection immediately, and is done after the given time', async () => {
  const { scheduler, connections, closed, terminated } = open(1);
  const drained = connections.drain(2_000);
  await scheduler.settle();
  expect(closed).toEqual([0]);
  await scheduler.advance(2_000);
  await drained;
  expect(terminated).toEqual([0]);
});
