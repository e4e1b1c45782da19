import { describe, expect, it } from 'vitest';
import type { DatabaseConfig } from '../../../src/config.ts';
import type { Database } from '../../../src/database/database.ts';
import { openWhenReachable } from '../../../src/database/open-when-reachable.ts';
import { sleep } from '../../../src/stream/scheduler.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

const config = { kind: 'server' } as DatabaseConfig;
const database = {} as Database;
const refused = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
const starting = () => Object.assign(new Error('the database system is starting up'), { code: '57P03' });

/** Opens with these errors first, one per attempt. */
function openAfter(errors: Error[], waitMs: number) {
  const scheduler = new FakeScheduler();
  const waits: string[] = [];
  let attempts = 0;
  const opened = openWhenReachable(
    config,
    { onError: () => {} },
    {
      waitMs,
      monotonicMs: () => scheduler.monotonicMs(),
      sleep: (ms) => sleep(scheduler, ms),
      onWait: ({ message }) => waits.push(message),
      open: async () => {
        const error = errors[attempts++];
        if (error) throw error;
        return database;
      },
    },
  );
  opened.catch(() => {});
  return { scheduler, waits, opened, attempts: () => attempts };
}

describe('a database that cannot be reached', () => {
  it('is tried again until it accepts connections, and named once', async () => {
    const { scheduler, waits, opened, attempts } = openAfter([refused(), starting(), refused()], 30_000);
    await scheduler.advance(1_500);
    expect(await opened).toBe(database);
    expect([attempts(), waits]).toEqual([4, ['connect ECONNREFUSED']]);
  });

  it('ends the start when the time is over', async () => {
    const { scheduler, opened, attempts } = openAfter(Array.from({ length: 99 }, refused), 2_000);
    await scheduler.advance(2_000);
    await expect(opened).rejects.toThrow('ECONNREFUSED');
    expect(attempts()).toBe(5);
  });

  it('is not waited for with 0', async () => {
    const { opened, waits } = openAfter([refused()], 0);
    await expect(opened).rejects.toThrow('ECONNREFUSED');
    expect(waits).toEqual([]);
  });
});

it('a database that refuses the password is not tried again', async () => {
  const wrong = Object.assign(new Error('password authentication failed'), { code: '28P01' });
  const { opened, attempts } = openAfter([wrong], 30_000);
  await expect(opened).rejects.toThrow('password');
  expect(attempts()).toBe(1);
});
