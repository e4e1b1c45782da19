import { describe, expect, it } from 'vitest';
import { Site } from '../../../src/http/site.ts';

const site = new Site({ basePath: '', proxies: { kind: 'none' } });
const below = new Site({ basePath: '/pavilion', proxies: { kind: 'none' } });
const proxied = new Site({ basePath: '', proxies: { kind: 'hops', count: 1 } });
const request = (headers: Record<string, string>, url = '/graphql') => ({
  url,
  headers,
  socket: { remoteAddress: '10.0.0.1' },
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
    ['/%67raphql', '/graphql'],
    ['/graph%71%6C?query=%2F', '/graphql'],
    ['/graphql%2F', '/graphql%2F'],
    ['/%zz', '/%zz'],
    ['//graphql', '//graphql'],
  ])('of %j is %j', (url, path) => {
    expect(site.pathOf({ url })).toBe(path);
  });

  it.each([
    ['/pavilion/graphql', '/graphql'],
    ['/pavilion', '/'],
    ['/pavilion/', '/'],
    ['/graphql', '/graphql'],
    ['/pavilions/graphql', '/pavilions/graphql'],
    ['/pavilion?x', '/'],
    ['/p%61vilion/graphql', '/graphql'],
    ['/pavilion//graphql', '//graphql'],
  ])('below a base path of %j is %j', (url, path) => {
    expect(below.pathOf({ url })).toBe(path);
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
    ['expo.example', 'ftp://expo.example'],
    ['expo.example', 'ws://expo.example'],
    ['expo.example', 'chrome-extension://expo.example'],
    ['expo.example', 'file:///expo.example'],
  ])('with the host %j is not %j', (host, origin) => {
    expect(site.isOwnOrigin(request({ host }), origin)).toBe(false);
  });

  it('is that of X-Forwarded-Host behind a trusted proxy only', () => {
    const headers = { host: 'pavilion:4000', 'x-forwarded-host': 'expo.example' };
    expect(proxied.isOwnOrigin(request(headers), 'https://expo.example')).toBe(true);
    expect(site.isOwnOrigin(request(headers), 'https://expo.example')).toBe(false);
  });

  it.each<[number, string]>([
    [1, 'https://inner.example'],
    [2, 'https://expo.example'],
    [3, 'https://spoofed.example'],
  ])('with %i proxies is the value that the outermost of them wrote: %s', (count, own) => {
    const behind = new Site({ basePath: '', proxies: { kind: 'hops', count } });
    const headers = { host: 'x', 'x-forwarded-host': 'spoofed.example, expo.example, inner.example' };
    const origins = ['https://inner.example', 'https://expo.example', 'https://spoofed.example'];
    expect(origins.filter((origin) => behind.isOwnOrigin(request(headers), origin))).toEqual([own]);
  });

  it('has the scheme that a trusted proxy reports, if one does', () => {
    const page = (proto: string, origin: string) =>
      proxied.isOwnOrigin(request({ host: 'expo.example', 'x-forwarded-proto': proto }), origin);
    expect(page('https', 'https://expo.example')).toBe(true);
    expect(page('HTTPS', 'https://expo.example')).toBe(true);
    expect(page('wss', 'https://expo.example')).toBe(true);
    expect(page('https', 'http://expo.example')).toBe(false);
    expect(page('http', 'https://expo.example')).toBe(false);
    expect(page('gopher', 'https://expo.example')).toBe(true);
    const untrusted = request({ host: 'expo.example', 'x-forwarded-proto': 'http' });
    expect(site.isOwnOrigin(untrusted, 'https://expo.example')).toBe(true);
  });

  it('is that of Forwarded, as RFC 7239 writes it', () => {
    const forwarded = (value: string, origin: string) =>
      proxied.isOwnOrigin(request({ host: 'pavilion:4000', forwarded: value }), origin);
    expect(forwarded('for=192.0.2.1;proto=https;host=expo.example', 'https://expo.example')).toBe(true);
    expect(forwarded('For="[2001:db8::1]:4711"; Host="expo.example:8443"', 'https://expo.example:8443')).toBe(
      true,
    );
    expect(forwarded('host=spoofed.example, host=expo.example', 'https://spoofed.example')).toBe(false);
    expect(forwarded('proto=http;host=expo.example', 'https://expo.example')).toBe(false);
    expect(forwarded('host="a,b;c", host=expo.example', 'https://expo.example')).toBe(true);
  });

  it('has the port that a proxy reports where the host has lost it', () => {
    const headers = { host: 'expo.example', 'x-forwarded-port': '8443' };
    expect(proxied.isOwnOrigin(request(headers), 'https://expo.example:8443')).toBe(true);
    expect(proxied.isOwnOrigin(request(headers), 'https://expo.example')).toBe(true);
    expect(proxied.isOwnOrigin(request(headers), 'https://expo.example:9443')).toBe(false);
    expect(site.isOwnOrigin(request(headers), 'https://expo.example:8443')).toBe(false);
  });

  it('is that of an absolute target, whatever the Host header says', () => {
    const absolute = request({ host: 'other' }, 'http://expo.example/graphql');
    expect(site.isOwnOrigin(absolute, 'http://expo.example')).toBe(true);
    expect(site.isOwnOrigin(absolute, 'http://other')).toBe(false);
  });
});

it('uses TLS only if a trusted proxy says so', () => {
  const tls = (where: Site, headers: Record<string, string>) => where.usesTls(request(headers));
  expect(tls(proxied, { 'x-forwarded-proto': 'https' })).toBe(true);
  expect(tls(proxied, { 'x-forwarded-proto': 'Https' })).toBe(true);
  expect(tls(proxied, { 'x-forwarded-proto': 'https, http' })).toBe(false);
  expect(tls(proxied, { forwarded: 'proto=https' })).toBe(true);
  expect(tls(proxied, {})).toBe(false);
  expect(tls(site, { 'x-forwarded-proto': 'https' })).toBe(false);
});

it('counts a caller by its network', () => {
  expect(proxied.addressOf(request({ 'x-forwarded-for': '2001:db8:1:2::9' }))).toBe('2001:db8:1:2::/64');
  expect(site.addressOf(request({ 'x-forwarded-for': '2001:db8:1:2::9' }))).toBe('10.0.0.1');
});
