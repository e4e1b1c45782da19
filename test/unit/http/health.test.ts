import { expect, it } from 'vitest';
import { Health } from '../../../src/http/health.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

function open() {
  const scheduler = new FakeScheduler();
  const state = { asked: 0, answer: async () => ({ rows: [{ isReadOnly: 'off' }] }) as unknown };
  const query = () => {
    state.asked++;
    return state.answer();
  };
  const redis = { problems: [] as string[] };
  const health = new Health({ scheduler, redis, database: { streamPool: { query } as never } });
  return { scheduler, state, redis, health };
}

it('is ok, and degraded with the reasons if Redis does not work', async () => {
  const { health, redis, scheduler } = open();
  expect(await health.check()).toEqual({ status: 'ok', reasons: [] });
  redis.problems = ['Redis notifications do not work'];
  await scheduler.advance(1_000);
  expect(await health.check()).toEqual({ status: 'degraded', reasons: redis.problems });
});

it('is unavailable with a database that is read-only, that fails, or that does not respond', async () => {
  const { health, scheduler, state } = open();
  state.answer = async () => ({ rows: [{ isReadOnly: 'on' }] });
  expect(await health.check()).toMatchObject({
    status: 'unavailable',
    reasons: [expect.stringContaining('read-only')],
  });
  await scheduler.advance(1_000);
  state.answer = () => Promise.reject(new Error('gone'));
  expect((await health.check()).status).toBe('unavailable');
  await scheduler.advance(1_000);
  state.answer = () => new Promise(() => {});
  const silent = health.check();
  await scheduler.advance(1_500);
  expect((await silent).reasons).toEqual(['the database does not respond']);
  expect(scheduler.pendingTimers).toBe(0);
});

it('queries the database once for all requests within half a second', async () => {
  const { health, scheduler, state } = open();
  await Promise.all(Array.from({ length: 1_000 }, () => health.check()));
  await scheduler.advance(500);
  await health.check();
  expect(state.asked).toBe(1);
  await scheduler.advance(1);
  await health.check();
  expect(state.asked).toBe(2);
});

it('is unavailable while the server drains, without querying the database', async () => {
  const { health, state } = open();
  health.isDraining = true;
  expect((await health.check()).status).toBe('unavailable');
  expect(state.asked).toBe(0);
});
