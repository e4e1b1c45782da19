import { describe, expect, it } from 'vitest';
import { errorOfUnreadable, originIn } from '../../../src/http/unreadable-request.ts';

const unreadable = (code: string, packet = '') =>
  Object.assign(new Error(code), { code, rawPacket: Buffer.from(packet) });

describe('the status of a request that Node cannot read', () => {
  it.each<[string, string, number]>([
    ['ERR_HTTP_REQUEST_TIMEOUT', '', 408],
    ['HPE_HEADER_OVERFLOW', 'GET / HTTP/1.1\r\nX: '.padEnd(20_000, 'x'), 431],
    ['HPE_HEADER_OVERFLOW', 'x'.repeat(20_000), 431],
    ['HPE_HEADER_OVERFLOW', `GET /${'x'.repeat(20_000)}`, 414],
    ['HPE_HEADER_OVERFLOW', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\n`, 414],
    ['HPE_CHUNK_EXTENSIONS_OVERFLOW', '', 413],
    ['HPE_INVALID_METHOD', 'HELO', 400],
    ['HPE_INVALID_CONSTANT', '', 400],
  ])('for %s is named, and the connection ends', (code, packet, status) => {
    const error = errorOfUnreadable(unreadable(code, packet));
    expect(error.status.requestErrorInJson).toBe(status);
    expect(error.headers.connection).toBe('close');
    expect(error.message).not.toContain('HPE');
  });
});

it('finds the origin among the bytes that were received', () => {
  expect(originIn(unreadable('x', 'GET / HTTP/1.1\r\nORIGIN: https://a.example \r\nX: 1'))).toBe(
    'https://a.example',
  );
  expect(
    originIn(unreadable('x', 'GET /?Origin:x HTTP/1.1\r\nX-Origin: https://a.example\r\n')),
  ).toBeUndefined();
  expect(originIn(new Error('without bytes'))).toBeUndefined();
});
