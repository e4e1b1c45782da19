import { describe, expect, it } from 'vitest';
import { problemOf } from '../../../src/http/check-request.ts';

const request = (headers: [string, string][], { url = '/graphql', method = 'GET', minor = 1 } = {}) => ({
  url,
  method,
  headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
  rawHeaders: headers.flat(),
  httpVersionMajor: 1,
  httpVersionMinor: minor,
});
const statusOf = (...parts: Parameters<typeof request>) => {
  const error = problemOf(request(...parts));
  if (error) expect(error.headers.connection).toBe('close');
  return error?.status.requestErrorInJson ?? 'served';
};
const host: [string, string] = ['Host', 'a'];

describe('the Host header', () => {
  it.each(['expo.example', 'expo.example:80', '[::1]', '127.0.0.1:4000', 'expo.example.'])(
    'may be %j',
    (name) => {
      expect(statusOf([['Host', name]])).toBe('served');
    },
  );

  it.each(['a b', 'a/b', 'a:99999', '[', 'a?b', 'user@', '', 'a\tb'])('may not be %j', (name) => {
    expect(statusOf([['Host', name]])).toBe(400);
  });

  it('may be missing in HTTP/1.0 only, and is never there twice', () => {
    expect(statusOf([], { minor: 0 })).toBe('served');
    expect(statusOf([])).toBe(400);
    expect(statusOf([host, ['host', 'b']])).toBe(400);
    expect(statusOf([host, ['HOST', 'a']], { minor: 0 })).toBe(400);
  });
});

describe('the target', () => {
  it.each([
    '/',
    '/graphql?query={a}',
    'http://expo.example/graphql',
    'HTTPS://expo.example',
    'http://[::1]:80?x',
  ])('may be %j', (url) => expect(statusOf([host], { url })).toBe('served'));

  it.each([
    ...['http://[/graphql', 'http:///graphql', 'http://a:99999/', 'http://user@expo.example/', 'http://?x'],
    ...['ftp://expo.example/', 'expo.example:443', 'graphql', '/graphql#x', '*', ''],
  ])('may not be %j', (url) => expect(statusOf([host], { url })).toBe(400));

  it('may be * for OPTIONS', () => {
    expect(statusOf([host], { url: '*', method: 'OPTIONS' })).toBe('served');
  });
});

it.each(['Authorization', 'Content-Type', 'Origin'])('refuses two %s headers', (name) => {
  expect(statusOf([host, [name, 'a']])).toBe('served');
  expect(statusOf([host, [name, 'a'], [name, 'b']])).toBe(400);
});

describe('the transfer coding', () => {
  it.each([
    ['chunked', 'served'],
    ['Chunked ', 'served'],
    ['gzip, chunked', 501],
    ['gzip', 400],
    ['chunked, gzip', 400],
    ['chunked, chunked', 400],
    ['xchunked', 400],
    ['identity', 400],
  ])('%j is %s', (coding, status) => {
    expect(statusOf([host, ['Transfer-Encoding', coding]])).toBe(status);
  });

  it('does not exist in HTTP/1.0', () => {
    expect(statusOf([host, ['Transfer-Encoding', 'chunked']], { minor: 0 })).toBe(400);
  });
});
