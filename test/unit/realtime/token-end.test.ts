import { beforeEach, expect, it } from 'vitest';
import { type Identity, publicIdentity } from '../../../src/auth/identity.ts';
import { Connection } from '../../../src/realtime/connection.ts';
import { closeWhenTokenEnds } from '../../../src/realtime/token-end.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

const dayMs = 24 * 60 * 60 * 1_000;

let scheduler: FakeScheduler;
let closed: string[];
let revoke: (() => void) | null;
let connection: Connection;

beforeEach(() => {
  scheduler = new FakeScheduler();
  closed = [];
  revoke = null;
  connection = new Connection({
    close: (reason) => closed.push(reason),
    terminate: () => {},
    onError: (error) => {
      throw error;
    },
  });
});

function open(validForMs: number | null): void {
  const expiresAt = validForMs === null ? null : new Date(scheduler.now() + validForMs);
  const identity: Identity = { ...publicIdentity, tokenId: 'token', expiresAt };
  const revocations = {
    whenRevoked(_tokenId: string | null, callback: () => void) {
      revoke = callback;
      return () => {
        revoke = null;
      };
    },
  };
  closeWhenTokenEnds(connection, identity, revocations, scheduler);
}

it('closes the connection when its token expires, not before', async () => {
  open(60_000);
  await scheduler.advance(59_999);
  expect(closed).toEqual([]);
  await scheduler.advance(1);
  expect(closed).toEqual(['FORBIDDEN']);
});

it('closes immediately for a token that has already expired: nothing is delivered before', () => {
  open(-5_000);
  expect(closed).toEqual(['FORBIDDEN']);
});

it('waits for a token that is valid for longer than a timer can wait', async () => {
  open(60 * dayMs);
  await scheduler.advance(59 * dayMs);
  expect(closed).toEqual([]);
  await scheduler.advance(dayMs);
  expect(closed).toEqual(['FORBIDDEN']);
});

it('closes the connection when its token is revoked', () => {
  open(60_000);
  revoke!();
  expect(closed).toEqual(['FORBIDDEN']);
});

it('keeps the connection of a caller without a token', async () => {
  open(null);
  await scheduler.advance(100 * dayMs);
  expect(closed).toEqual([]);
});

it('leaves no timer and no watcher behind', () => {
  open(60_000);
  expect(scheduler.pendingTimers).toBe(1);
  connection.end();
  expect(scheduler.pendingTimers).toBe(0);
  expect(revoke).toBeNull();
});

it.each([
  [-1, true],
  [0, true],
  [1, false],
])('closes immediately if the token expires in %d ms: %s', (validForMs, isClosed) => {
  open(validForMs);
  expect(closed).toEqual(isClosed ? ['FORBIDDEN'] : []);
  expect(scheduler.pendingTimers).toBe(isClosed ? 0 : 1);
});
