import { afterAll, beforeAll, expect, it } from 'vitest';
import { exchange, rawRequest } from '../hostile/raw-exchange.ts';
import { openPavilion, type TestPavilion } from '../support/pavilion.ts';

const friend = 'https://friend.example';
let pavilion: TestPavilion & AsyncDisposable;
beforeAll(async () => {
  pavilion = await openPavilion({ template: 'empty', environment: { ALLOWED_ORIGINS: friend } });
});
afterAll(() => pavilion[Symbol.asyncDispose]());

it('a request whose body does not arrive gets 408, with CORS headers, and is logged', {
  timeout: 120_000,
}, async () => {
  const headers = [
    'Host: expo.example',
    'Connection: close',
    `Origin: ${friend}`,
    'Content-Type: application/json',
  ];
  const started = rawRequest('POST /graphql HTTP/1.1', [...headers, 'Content-Length: 50']);
  const answer = await exchange(Number(new URL(pavilion.url).port), started, { patienceMs: 90_000 });
  expect(answer.statuses).toEqual([408]);
  expect(answer.text).toContain(`\r\naccess-control-allow-origin: ${friend}\r\n`);
  const rejected = pavilion.log.filter(({ msg }) => msg === 'a request was rejected');
  expect(rejected.at(-1)).toMatchObject({ status: 408, origin: friend });
});
