import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { Connection } from '../../../src/realtime/connection.ts';
import { KeepAlive, keepAliveMs } from '../../../src/realtime/keep-alive.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  pings = 0;
  isTerminated = false;
  isBroken = false;

  ping(): void {
    if (this.isBroken) throw new Error('cannot be written to');
    this.pings++;
  }

  terminate(): void {
    this.isTerminated = true;
  }
}

function watch(keepAlive: KeepAlive): FakeSocket {
  const socket = new FakeSocket();
  const connection = new Connection({ close() {}, terminate() {}, onError() {} });
  keepAlive.watch(socket as unknown as WebSocket, connection);
  return socket;
}

it('pings the other sockets of a group although one of them cannot be written to, and terminates that one', async () => {
  const scheduler = new FakeScheduler();
  const keepAlive = new KeepAlive(scheduler);
  const sockets = [watch(keepAlive), watch(keepAlive), watch(keepAlive)];
  sockets[1]!.isBroken = true;
  await scheduler.advance(keepAliveMs);
  expect(sockets.map(({ pings }) => pings)).toEqual([1, 0, 1]);
  expect(sockets.map(({ isTerminated }) => isTerminated)).toEqual([false, true, false]);
});
