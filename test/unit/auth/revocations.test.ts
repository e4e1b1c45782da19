import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Revocations, revocationsTopic } from '../../../src/auth/revocations.ts';
import type { Database } from '../../../src/database/database.ts';
import { LocalNotifier } from '../../../src/stream/notifier.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

let revoked: string[];
let reads: number;

beforeEach(() => {
  revoked = [];
  reads = 0;
});

function open() {
  const scheduler = new FakeScheduler();
  const query = vi.fn(async () => {
    reads++;
    return { rows: revoked.map((tokenId) => ({ tokenId })) };
  });
  const notifier = new LocalNotifier();
  const onRevoked = vi.fn();
  const revocations = new Revocations(
    { streamPool: { query } } as unknown as Database,
    notifier,
    scheduler,
    onRevoked,
  );
  onTestFinished(() => revocations.close());
  return { revocations, scheduler, notifier, onRevoked, query };
}

describe('a revoked token', () => {
  it('is known after a read, and no other token is', async () => {
    const { revocations } = open();
    revoked = ['a'];
    expect(revocations.has('a')).toBe(false);
    await revocations.read();
    expect(revocations.has('a')).toBe(true);
    expect(revocations.has('b')).toBe(false);
    expect(revocations.has(null)).toBe(false);
  });

  it('is read from the database after a notification of its topic, and of no other', async () => {
    const { notifier, scheduler } = open();
    notifier.publish('some stream', 1);
    await scheduler.advance(0);
    expect(reads).toBe(0);
    notifier.publish(revocationsTopic, 1);
    await scheduler.advance(0);
    expect(reads).toBe(1);
  });

  it('is read from the database for as long as the server runs', async () => {
    const { scheduler } = open();
    await scheduler.advance(60 * 60_000);
    expect(reads).toBe(1_800);
  });

  it('and its watchers are forgotten once they have left or been called', async () => {
    const { revocations } = open();
    const calls: string[] = [];
    const leave = ['a', 'a', 'b', null].map((tokenId) =>
      revocations.whenRevoked(tokenId, () => calls.push(String(tokenId))),
    );
    expect(revocations.watchedTokens).toBe(2);
    leave[0]!();
    expect(revocations.watchedTokens).toBe(2);
    leave[1]!();
    expect(revocations.watchedTokens).toBe(1);
    revoked = ['b'];
    await revocations.read();
    expect([calls, revocations.watchedTokens]).toEqual([['b'], 0]);
    for (const each of leave) each();
    expect(revocations.watchedTokens).toBe(0);
  });

  it('is read from the database every two seconds without a notification, until close', async () => {
    const { revocations, scheduler } = open();
    await scheduler.advance(1_999);
    expect(reads).toBe(0);
    await scheduler.advance(1);
    expect(reads).toBe(1);
    revocations.close();
    await scheduler.advance(10_000);
    expect(reads).toBe(1);
  });

  it('is not read after a notification that follows close', async () => {
    const { revocations, notifier, scheduler } = open();
    revocations.close();
    notifier.publish(revocationsTopic, 1);
    await scheduler.advance(0);
    expect(reads).toBe(0);
  });

  it('stays known while the database is unreachable', async () => {
    const { revocations, query, scheduler } = open();
    revoked = ['a'];
    await revocations.read();
    query.mockRejectedValueOnce(new Error('away'));
    await expect(revocations.read()).rejects.toThrow('away');
    expect(revocations.has('a')).toBe(true);
    query.mockRejectedValueOnce(new Error('away'));
    await scheduler.advance(2_000);
    revoked = ['a', 'b'];
    await scheduler.advance(2_000);
    expect(revocations.has('b')).toBe(true);
  });

  it('that is revoked during a read is found by the next read', async () => {
    const { revocations, query, scheduler } = open();
    const slow = Promise.withResolvers<{ rows: { tokenId: string }[] }>();
    query.mockReturnValueOnce(slow.promise);
    const first = revocations.read();
    await scheduler.advance(0);
    revoked = ['late'];
    const second = revocations.read();
    slow.resolve({ rows: [] });
    await Promise.all([first, second]);
    expect(revocations.has('late')).toBe(true);
  });
});

describe('a watcher', () => {
  it('is called once, after onRevoked, and only for its own token', async () => {
    const { revocations, onRevoked } = open();
    const calls: string[] = [];
    onRevoked.mockImplementation(() => calls.push('all'));
    revocations.whenRevoked('a', () => calls.push('a'));
    revocations.whenRevoked('a', () => calls.push('a too'));
    revocations.whenRevoked('b', () => calls.push('b'));
    revocations.whenRevoked(null, () => calls.push('none'));
    revoked = ['a'];
    await revocations.read();
    await revocations.read();
    expect(calls).toEqual(['all', 'a', 'a too']);
  });

  it('of a token that was revoked before is called immediately', async () => {
    const { revocations } = open();
    revoked = ['a'];
    await revocations.read();
    const callback = vi.fn();
    revocations.whenRevoked('a', callback)();
    expect(callback).toHaveBeenCalledOnce();
  });

  it('that was removed is not called, and others still are', async () => {
    const { revocations } = open();
    const [ended, stays, later] = [vi.fn(), vi.fn(), vi.fn()];
    const end = revocations.whenRevoked('a', ended);
    revocations.whenRevoked('a', stays);
    end();
    const endAgain = revocations.whenRevoked('b', ended);
    endAgain();
    revocations.whenRevoked('b', later);
    endAgain();
    revoked = ['a', 'b'];
    await revocations.read();
    expect(ended).not.toHaveBeenCalled();
    expect(stays).toHaveBeenCalledOnce();
    expect(later).toHaveBeenCalledOnce();
  });

  it('is not called without a new revocation', async () => {
    const { revocations, onRevoked } = open();
    await revocations.read();
    expect(onRevoked).not.toHaveBeenCalled();
    revoked = ['a'];
    await revocations.read();
    await revocations.read();
    expect(onRevoked).toHaveBeenCalledOnce();
  });
});

it('calls every watcher, also those after one that throws', async () => {
  const { revocations } = open();
  const called: string[] = [];
  for (const name of ['first', 'broken', 'last'])
    revocations.whenRevoked('a', () => {
      called.push(name);
      if (name === 'broken') throw new Error('broken');
    });
  revoked = ['a'];
  await expect(revocations.read()).rejects.toThrow('were not all closed');
  expect(called).toEqual(['first', 'broken', 'last']);
  await revocations.read();
  expect(called).toHaveLength(3);
});
