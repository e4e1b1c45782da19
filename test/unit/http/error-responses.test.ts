import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it, vi } from 'vitest';
import { CodedError } from '../../../src/errors/coded-error.ts';
import { Cors } from '../../../src/http/cors.ts';
import { ErrorResponses } from '../../../src/http/error-responses.ts';
import { Site } from '../../../src/http/site.ts';

function open() {
  const site = new Site({ basePath: '', proxies: { kind: 'hops', count: 1 } });
  const log = vi.fn();
  const errorResponses = new ErrorResponses({
    site,
    cors: new Cors(['https://friend.example'], site),
    rejections: { log },
  });
  return { log, errorResponses };
}
const request = (headers: Record<string, string>) => ({
  headers,
  socket: { remoteAddress: '10.0.0.1' } as never,
});

it('answers over a bare socket with the reason, the headers of every response, and a line in the log', async () => {
  const { log, errorResponses } = open();
  const socket = new PassThrough();
  const headers = {
    origin: 'https://friend.example',
    host: 'expo',
    'x-forwarded-for': '198.51.100.1',
    'x-forwarded-proto': 'https',
  };
  const error = new CodedError('BAD_REQUEST', 'The reason.', { status: 405, headers: { allow: 'GET' } });
  errorResponses.refuse(socket, error, request(headers), 'request-1');
  const answer = await text(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 405 Method Not Allowed\r\n/);
  const expected = [
    'allow: GET',
    'connection: close',
    'x-request-id: request-1',
    'cache-control: no-store',
    'vary: Origin',
    'access-control-allow-origin: https://friend.example',
    'x-content-type-options: nosniff',
    'strict-transport-security: max-age=31536000',
  ];
  for (const line of expected) expect(answer).toContain(`\r\n${line}\r\n`);
  const body = answer.split('\r\n\r\n')[1]!;
  expect(answer).toContain(`content-length: ${Buffer.byteLength(body)}\r\n`);
  expect(JSON.parse(body).errors[0]).toEqual({
    message: 'The reason.',
    extensions: { code: 'BAD_REQUEST', retry: 'NO' },
  });
  expect(log).toHaveBeenCalledExactlyOnceWith({
    ...{ status: 405, reason: 'The reason.', requestId: 'request-1', address: '198.51.100.1' },
    ...{ origin: 'https://friend.example', host: 'expo', forwardedProto: 'https' },
  });
});

it('lets no page of another origin read the answer', async () => {
  const { errorResponses } = open();
  const socket = new PassThrough();
  errorResponses.refuse(
    socket,
    new CodedError('BAD_REQUEST', 'x'),
    request({ origin: 'https://evil.example' }),
    'request-1',
  );
  expect(await text(socket)).not.toContain('access-control');
});

it('does not log that a file is missing', () => {
  const { log, errorResponses } = open();
  const socket = new PassThrough();
  errorResponses.refuse(
    socket,
    new CodedError('BAD_REQUEST', 'x', { status: 404 }),
    request({}),
    'request-1',
  );
  expect(log).not.toHaveBeenCalled();
});
