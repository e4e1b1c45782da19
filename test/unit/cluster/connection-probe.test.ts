import { beforeEach, expect, it } from 'vitest';
import { ConnectionProbe, maxProbeMs } from '../../../src/cluster/connection-probe.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

let scheduler: FakeScheduler;
let connection: {
  ready: boolean;
  ping: () => Promise<unknown>;
  failures: (string | null)[];
  answers: number;
  pings: number;
};
let probe: ConnectionProbe;
beforeEach(() => {
  scheduler = new FakeScheduler();
  connection = { ready: true, ping: async () => 'PONG', failures: [], answers: 0, pings: 0 };
  probe = new ConnectionProbe(
    {
      isReady: () => connection.ready,
      probe: () => {
        connection.pings++;
        return connection.ping();
      },
      onAnswer: () => void connection.answers++,
      onFailure: (error) => void connection.failures.push(error?.message ?? null),
    },
    scheduler,
  );
});

it('leaves a connection alone that answers', async () => {
  await scheduler.advance(3_600_000);
  expect(connection.failures).toEqual([]);
  expect([connection.pings, connection.answers]).toEqual([1_800, 1_800]);
  expect(scheduler.pendingTimers).toBe(1);
});

it('reports a frozen server within three seconds', async () => {
  connection.ping = () => new Promise(() => {});
  await scheduler.advance(maxProbeMs - 1);
  expect(connection.failures).toEqual([]);
  await scheduler.advance(1);
  expect(connection.failures).toEqual([null]);
  expect(maxProbeMs).toBe(3_000);
});

it('reports a ping that fails', async () => {
  connection.ping = async () => {
    throw new Error('closed');
  };
  await scheduler.advance(2_000);
  expect(connection.failures).toEqual(['closed']);
});

it('does not ping a connection that is not ready', async () => {
  connection.ready = false;
  await scheduler.advance(10_000);
  expect(connection.pings).toBe(0);
});

it('has no timer after it was stopped', () => {
  probe.stop();
  expect(scheduler.pendingTimers).toBe(0);
});
