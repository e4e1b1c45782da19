import { expect, it } from 'vitest';
import { MessageRateLimit } from '../../../src/rate-limit/message-rate-limit.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

const takeMany = (limit: MessageRateLimit, times: number) =>
  Array.from({ length: times }, () => limit.take()).filter(Boolean).length;

it('accepts 1200 messages per minute of a socket, in addition to its operations', () => {
  const scheduler = new FakeScheduler();
  const limit = new MessageRateLimit(scheduler);
  expect(takeMany(limit, 1_300)).toBe(1_200);
  scheduler.block(60_000);
  expect(limit.take()).toBe(false);
  scheduler.block(1);
  expect(takeMany(limit, 1_300)).toBe(1_200);
  scheduler.block(60_000);
  expect(limit.take()).toBe(false);
});

it('does not count an operation', () => {
  const limit = new MessageRateLimit(new FakeScheduler());
  for (let n = 0; n < 5_000; n++) {
    expect(limit.take()).toBe(true);
    limit.discountOperation();
  }
  expect(takeMany(limit, 1_300)).toBe(1_200);
});
