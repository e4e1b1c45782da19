import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { publicIdentity } from '../../../src/auth/identity.ts';
import { MessageRateLimit } from '../../../src/rate-limit/message-rate-limit.ts';
import { enforceTokenRateLimit } from '../../../src/rate-limit/token-rate-limit.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const takeMany = (limit: MessageRateLimit, times: number) =>
  Array.from({ length: times }, () => limit.take()).filter(Boolean).length;

it('lets a socket send 1200 messages a minute beside its operations', () => {
  const limit = new MessageRateLimit();
  expect(takeMany(limit, 1_300)).toBe(1_200);
  vi.advanceTimersByTime(60_000);
  expect(limit.take()).toBe(false);
  vi.advanceTimersByTime(1);
  expect(takeMany(limit, 1_300)).toBe(1_200);
  vi.advanceTimersByTime(60_000);
  expect(limit.take()).toBe(false);
});

it('does not count an operation', () => {
  const limit = new MessageRateLimit();
  for (let n = 0; n < 5_000; n++) {
    expect(limit.take()).toBe(true);
    limit.enforceTokenRateLimit();
  }
  expect(takeMany(limit, 1_300)).toBe(1_200);
});

it('a token that has sent enough is told how long to wait', () => {
  const identity = { ...publicIdentity, tokenId: 'id' };
  const asked: (string | null)[] = [];
  const limits = (waitS: number) => ({
    admitToken(tokenId: string | null) {
      asked.push(tokenId);
      return waitS;
    },
  });
  expect(enforceTokenRateLimit(limits(0), identity)).toBe(identity);
  expect(() => enforceTokenRateLimit(limits(7), identity)).toThrow(/7 s/);
  expect(asked).toEqual(['id', 'id']);
});
