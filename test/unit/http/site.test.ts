import { describe, expect, it } from 'vitest';
import { Site } from '../../../src/http/site.ts';

const site = new Site({ basePath: '', trustProxy: false });
const below = new Site({ basePath: '/pavilion', trustProxy: false });
const proxied = new Site({ basePath: '', trustProxy: true });
const request = (headers: Record<string, string>, url = '/graphql') => ({
  url,
  headers,
  rawHeaders: Object.entries(headers).flat(),
});

describe('the path', () => {
  it.each([
    ['/graphql', '/graphql'],
    ['/graphql/', '/graphql'],
    ['/graphql?query={a}', '/graphql'],
    ['/graphql/?query=/', '/graphql'],
    ['http://expo.example/graphql?x', '/graphql'],
    ['HTTP://expo.example:80', '/'],
    ['/', '/'],
    ['', '/'],
    ['/graphql//', '/graphql/'],
    ['/screen/expo/', '/screen/expo'],
    ['*', '*'],
  ])('of %j is %j', (url, path) => {
    expect(site.pathOf({ url, headers: {} })).toBe(path);
  });

  it.each([
    ['/pavilion/graphql', '/graphql'],
    ['/pavilion', '/'],
    ['/pavilion/', '/'],
    ['/graphql', '/graphql'],
    ['/pavilions/graphql', '/pavilions/graphql'],
    ['/pavilion?x', '/'],
  ])('below a base path of %j is %j', (url, path) => {
    expect(below.pathOf({ url, headers: {} })).toBe(path);
  });
});

describe('the own origin', () => {
  it.each([
    ['expo.example', 'https://expo.example'],
    ['EXPO.example', 'https://expo.example'],
    ['expo.example:443', 'https://expo.example'],
    ['expo.example', 'https://expo.example:443'],
    ['expo.example:80', 'http://expo.example'],
    ['expo.example.', 'https://expo.example'],
    ['expo.example:4000', 'http://expo.example:4000'],
    ['[::1]:4000', 'http://[0:0:0:0:0:0:0:1]:4000'],
    ['xn--bcher-kva.example', 'https://bücher.example'],
  ])('with the host %j is %j', (host, origin) => {
    expect(site.isOwnOrigin(request({ host }), origin)).toBe(true);
  });

  it.each([
    ['expo.example', 'https://evil.example'],
    ['expo.example', 'https://expo.example.evil.example'],
    ['expo.example', 'https://expo.example:8443'],
    ['expo.example:80', 'https://expo.example'],
    ['expo.example', 'null'],
    ['expo.example', 'expo.example'],
    ['expo.example', ''],
    ['not a host', 'https://expo.example'],
  ])('with the host %j is not %j', (host, origin) => {
    expect(site.isOwnOrigin(request({ host }), origin)).toBe(false);
  });

  it('is that of X-Forwarded-Host behind a trusted proxy only', () => {
    const headers = { host: 'pavilion:4000', 'x-forwarded-host': 'expo.example, inner' };
    expect(proxied.isOwnOrigin(request(headers), 'https://expo.example')).toBe(true);
    expect(site.isOwnOrigin(request(headers), 'https://expo.example')).toBe(false);
  });

  it('is that of an absolute target, whatever the Host header says', () => {
    const absolute = request({ host: 'other' }, 'http://expo.example/graphql');
    expect(site.isOwnOrigin(absolute, 'http://expo.example')).toBe(true);
    expect(site.isOwnOrigin(absolute, 'http://other')).toBe(false);
  });
});

describe('the Host header', () => {
  it.each(['expo.example', 'expo.example:80', '[::1]', '127.0.0.1:4000'])('may be %j', (host) => {
    expect(site.hasValidHost(request({ host }))).toBe(true);
  });

  it.each(['a b', 'a/b', 'a:99999', '[', 'a?b', 'user@'])('may not be %j', (host) => {
    expect(site.hasValidHost(request({ host }))).toBe(false);
  });

  it('may be missing, as in HTTP/1.0, but not occur twice', () => {
    expect(site.hasValidHost(request({}))).toBe(true);
    const twice = { url: '/', headers: { host: 'a' }, rawHeaders: ['Host', 'a', 'host', 'b'] };
    expect(site.hasValidHost(twice)).toBe(false);
  });
});
