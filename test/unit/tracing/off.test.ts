import type { IncomingMessage } from 'node:http';
import { expect, it, vi } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import type { Pools } from '../../../src/database/database.ts';
import type { Executor } from '../../../src/execution/executor.ts';
import { LocalNotifier } from '../../../src/stream/notifier.ts';
import { traceNotifier } from '../../../src/tracing/delivery-traces.ts';
import { openTracing } from '../../../src/tracing/open-tracing.ts';
import { traceExecutor } from '../../../src/tracing/trace-executor.ts';
import { tracePools } from '../../../src/tracing/trace-pools.ts';
import { traceRedis } from '../../../src/tracing/trace-redis.ts';
import { traceRequests } from '../../../src/tracing/trace-requests.ts';

vi.mock('../../../src/tracing/otlp-tracing.ts', () => {
  throw new Error('the packages of OpenTelemetry were loaded');
});

it.each([
  {},
  { OTEL_SERVICE_NAME: 'x', OTEL_TRACES_SAMPLER: 'always_on' },
  { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', OTEL_SDK_DISABLED: 'true' },
])('without an address of a collector nothing of OpenTelemetry is loaded: %j', async (environment) => {
  expect(await openTracing(readConfig(environment).tracing, '1.0.0')).toBeNull();
});

it('with an address it is', async () => {
  const { tracing } = readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/' });
  expect(tracing!.url).toBe('http://collector:4318/v1/traces');
  await expect(openTracing(tracing, '1.0.0')).rejects.toThrow(/mock/);
});

it('without traces every function, pool and connection is the one that it was', () => {
  const serve = async () => {};
  expect(traceRequests(null, (request: IncomingMessage) => request.url!, serve)).toBe(serve);
  const executor = {} as Executor;
  expect(traceExecutor(null, executor)).toBe(executor);
  const redis = readConfig({
    REDIS_URL: 'redis://x',
    DATABASE_URL: 'postgres://x/x',
    AUTH_SECRET: 'x'.repeat(32),
  }).redis;
  expect(traceRedis(null, redis)).toBe(redis);
  const notifier = new LocalNotifier();
  expect(traceNotifier(null, notifier)).toBe(notifier);
  const pool = Object.freeze({});
  tracePools(null, { pool, writePool: pool, streamPool: pool } as unknown as Pools);
});
