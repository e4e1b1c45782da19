import { beforeEach, expect, it } from 'vitest';
import { RedisStatus } from '../../../src/cluster/redis-status.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

let scheduler: FakeScheduler;
let status: RedisStatus;
let lines: string[];
beforeEach(() => {
  scheduler = new FakeScheduler();
  lines = [];
  status = new RedisStatus({ warn: (_details, message) => void lines.push(message) }, scheduler);
});

const failAll = (problem: string) => {
  for (const use of ['notifications', 'counters', 'presence'] as const) status.report(use, problem);
};

it('has no problem and writes nothing while everything works', async () => {
  status.report('counters', null);
  await scheduler.advance(3_600_000);
  expect([status.problems, lines, scheduler.pendingTimers]).toEqual([[], [], 0]);
});

it('names each use that does not work, with the error and what follows', () => {
  status.report('counters', 'NOPERM');
  status.report('notifications', 'no answer');
  expect(status.problems).toEqual([
    'Redis notifications do not work (no answer): announcements of other servers arrive up to a second later',
    'Redis counters do not work (NOPERM): each server limits callers alone',
  ]);
  expect(status.states).toEqual([
    ['notifications', false],
    ['counters', false],
    ['presence', true],
  ]);
});

it('says what is wrong with TLS in one line, without the addresses of OpenSSL', () => {
  const openSsl = '406D825C497F0000:error:0A00041A:SSL routines:ssl3_read_bytes:tlsv1 alert decode error';
  status.report('counters', `${openSsl}:../deps/openssl/rec_layer_s3.c:918:SSL alert number 50\n`);
  expect(status.problems).toEqual([
    'Redis counters do not work (TLS: tlsv1 alert decode error): each server limits callers alone',
  ]);
});

it('writes one line when all connections fail, and repeats it less and less often', async () => {
  for (let second = 0; second < 30; second++) {
    failAll('connect ECONNREFUSED');
    await scheduler.advance(1_000);
  }
  expect(lines).toEqual(['Redis does not work']);
  await scheduler.advance(31_000);
  expect(lines).toHaveLength(2);
  await scheduler.advance(119_000);
  expect(lines).toHaveLength(2);
  await scheduler.advance(1_000);
  expect(lines).toHaveLength(3);
  await scheduler.advance(24 * 3_600_000);
  expect(lines.length).toBeLessThan(33);
});

it('writes one line when it works again, and starts anew at the next failure', async () => {
  failAll('down');
  await scheduler.advance(600_000);
  const before = lines.length;
  for (const use of ['notifications', 'counters', 'presence'] as const) status.report(use, null);
  await scheduler.advance(600_000);
  expect(lines.slice(before)).toEqual(['Redis works again']);
  status.report('presence', 'OOM');
  await scheduler.advance(500);
  expect(lines.slice(before)).toEqual(['Redis works again', 'Redis does not work']);
});

it('writes nothing of a failure that is over immediately', async () => {
  status.report('notifications', 'closed');
  await scheduler.advance(400);
  status.report('notifications', null);
  await scheduler.advance(3_600_000);
  expect(lines).toEqual([]);
});

it('reports nothing after it was closed', async () => {
  status.close();
  failAll('closed');
  await scheduler.advance(3_600_000);
  expect([status.problems, lines]).toEqual([[], []]);
});
