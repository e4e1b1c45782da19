import { beforeEach, expect, it } from 'vitest';
import { ConnectionProbe, maxProbeMs } from '../../../src/cluster/connection-probe.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

let scheduler: FakeScheduler;
let connection: { ready: boolean; ping: () => Promise<unknown>; silences: number; pings: number };
let probe: ConnectionProbe;
beforeEach(() => {
  scheduler = new FakeScheduler();
  connection = { ready: true, ping: async () => 'PONG', silences: 0, pings: 0 };
  probe = new ConnectionProbe(
    {
      isReady: () => connection.ready,
      ping: () => {
        connection.pings++;
        return connection.ping();
      },
      onSilent: () => void connection.silences++,
    },
    scheduler,
  );
});

it('leaves a connection alone that answers', async () => {
  await scheduler.advance(3_600_000);
  expect(connection.silences).toBe(0);
  expect(connection.pings).toBe(1_800);
  expect(scheduler.pendingTimers).toBe(1);
});

it('reports a frozen server within three seconds', async () => {
  connection.ping = () => new Promise(() => {});
  await scheduler.advance(maxProbeMs - 1);
  expect(connection.silences).toBe(0);
  await scheduler.advance(1);
  expect(connection.silences).toBe(1);
  expect(maxProbeMs).toBe(3_000);
});

it('reports a ping that fails', async () => {
  connection.ping = async () => {
    throw new Error('closed');
  };
  await scheduler.advance(2_000);
  expect(connection.silences).toBe(1);
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
