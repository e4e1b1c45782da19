import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { Connection } from '../../../src/realtime/connection.ts';
import { KeepAlive, keepAliveMs } from '../../../src/realtime/keep-alive.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  answers = false;
  connection = new Connection({ close() {}, terminate() {}, onError() {} });
  pings = 0;
  isTerminated = false;
  isBroken = false;

  ping(): void {
    if (this.isBroken) throw new Error('cannot be written to');
    this.pings++;
    if (this.answers) this.emit('pong');
  }

  terminate(): void {
    this.isTerminated = true;
  }
}

function watch(keepAlive: KeepAlive): FakeSocket {
  const socket = new FakeSocket();
  keepAlive.watch(socket as unknown as WebSocket, socket.connection);
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

it('pings a socket that answers every twelve seconds, for as long as it is open', async () => {
  const scheduler = new FakeScheduler();
  const keepAlive = new KeepAlive(scheduler);
  await scheduler.advance(5_000);
  const socket = watch(keepAlive);
  socket.answers = true;
  await scheduler.advance(keepAliveMs - 1);
  expect(socket.pings).toBe(0);
  await scheduler.advance(1);
  expect(socket.pings).toBe(1);
  await scheduler.advance(60 * 60_000);
  expect([socket.pings, socket.isTerminated, keepAlive.terminatedCount]).toEqual([301, false, 0]);
});

it('terminates a socket that has not answered the ping before, and counts it', async () => {
  const scheduler = new FakeScheduler();
  const keepAlive = new KeepAlive(scheduler);
  const [silent, answering] = [watch(keepAlive), watch(keepAlive)];
  answering.answers = true;
  await scheduler.advance(2 * keepAliveMs - 1);
  expect(silent.isTerminated).toBe(false);
  await scheduler.advance(1);
  expect([silent.isTerminated, answering.isTerminated]).toEqual([true, false]);
  expect([keepAlive.terminatedCount, silent.pings]).toEqual([1, 1]);
});

it('pings neither a socket whose connection has ended, nor one that is closing, nor any after stop', async () => {
  const scheduler = new FakeScheduler();
  const keepAlive = new KeepAlive(scheduler);
  const [ended, closing, open] = [watch(keepAlive), watch(keepAlive), watch(keepAlive)];
  ended.connection.end();
  closing.readyState = 2;
  open.answers = true;
  await scheduler.advance(keepAliveMs);
  expect([ended, closing, open].map(({ pings }) => pings)).toEqual([0, 0, 1]);
  keepAlive.stop();
  await scheduler.advance(10 * keepAliveMs);
  expect([open.pings, scheduler.pendingTimers]).toEqual([1, 0]);
});
