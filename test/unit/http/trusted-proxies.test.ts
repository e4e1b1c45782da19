import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { TrustedProxies } from '../../../src/http/trusted-proxies.ts';

const from = (remoteAddress: string | undefined, headers: Record<string, string> = {}) => ({
  headers,
  socket: { remoteAddress },
});
const forwardedFor = (remoteAddress: string, value: string) =>
  from(remoteAddress, { 'x-forwarded-for': value });
const proxies = (setting: string) => new TrustedProxies(readConfig({ TRUST_PROXY: setting }).proxies);

describe('without TRUST_PROXY', () => {
  it('the address is the connection’s, whatever the client writes into a header', () => {
    expect(proxies('0').addressOf(forwardedFor('203.0.113.7', '198.51.100.1'))).toBe('203.0.113.7');
    expect(proxies('false').addressOf(from('203.0.113.7', { forwarded: 'for=198.51.100.1' }))).toBe(
      '203.0.113.7',
    );
  });

  it('the address of a connection without one is "unknown"', () => {
    expect(proxies('0').addressOf(from(undefined))).toBe('unknown');
  });

  it('nothing is known of host and scheme', () => {
    const request = from('10.0.0.1', { 'x-forwarded-host': 'expo.example', 'x-forwarded-proto': 'https' });
    expect([proxies('0').hostOf(request), proxies('0').protocolOf(request)]).toEqual([null, null]);
  });
});

describe('with a number of proxies', () => {
  it('the address is the last one of X-Forwarded-For behind one: the proxy itself wrote it', () => {
    const one = proxies('true');
    expect(one.addressOf(forwardedFor('10.0.0.1', '198.51.100.1'))).toBe('198.51.100.1');
    expect(one.addressOf(forwardedFor('10.0.0.1', '6.6.6.6, 198.51.100.1 '))).toBe('198.51.100.1');
    expect(one.addressOf(forwardedFor('10.0.0.1', '2001:db8:1:2::9'))).toBe('2001:db8:1:2::9');
  });

  it('the address is the entry of the outermost proxy behind several, whatever a client has sent before it', () => {
    const two = proxies('2');
    expect(two.addressOf(forwardedFor('10.0.0.1', '6.6.6.6, 198.51.100.1, 10.0.0.2'))).toBe('198.51.100.1');
    expect(two.addressOf(forwardedFor('10.0.0.1', '198.51.100.1'))).toBe('198.51.100.1');
  });

  it('the address has no port, which some proxies add', () => {
    const one = proxies('1');
    expect(one.addressOf(forwardedFor('10.0.0.1', '198.51.100.1:50123'))).toBe('198.51.100.1');
    expect(one.addressOf(forwardedFor('10.0.0.1', '[2001:db8:1:2::9]:443'))).toBe('2001:db8:1:2::9');
    expect(one.addressOf(from('10.0.0.1', { forwarded: 'for="[2001:db8::9]:_port"' }))).toBe('2001:db8::9');
  });

  it.each(['', 'unknown', '_hidden', 'a.example', '999.1.1.1', '1.2.3', '<script>'])(
    'the address is the proxy’s if its entry is %j',
    (entry) => {
      expect(proxies('1').addressOf(forwardedFor('10.0.0.1', entry))).toBe('10.0.0.1');
      expect(proxies('1').addressOf(from('10.0.0.1', { forwarded: `for=${entry}` }))).toBe('10.0.0.1');
    },
  );

  it('Forwarded is read if there is no X-Forwarded header, which a client could add to it', () => {
    const forwarded = 'for=6.6.6.6;proto=https, for=198.51.100.1;host=expo.example';
    expect(proxies('1').addressOf(from('10.0.0.1', { forwarded }))).toBe('198.51.100.1');
    expect(proxies('1').hostOf(from('10.0.0.1', { forwarded }))).toBe('expo.example');
    expect(proxies('1').protocolOf(from('10.0.0.1', { forwarded }))).toBeNull();
    const both = from('10.0.0.1', {
      forwarded: 'for=6.6.6.6;host=evil.example',
      'x-forwarded-for': '198.51.100.1',
    });
    expect(proxies('1').addressOf(both)).toBe('198.51.100.1');
    expect(proxies('1').hostOf(both)).toBeNull();
  });
});

describe('of a Forwarded header', () => {
  const addressIn = (forwarded: string, setting = '1') =>
    proxies(setting).addressOf(from('10.0.0.1', { forwarded }));

  it.each([
    ['quotes around commas and semicolons', 'for=198.51.100.1;secret="a,b;c", for="203.0.113.7"'],
    ['escaped quotes', 'for=6.6.6.6;secret="a\\",\\\\", for=203.0.113.7;secret="\\"'],
    ['a quote that a client left open', 'for="6.6.6.6, for=203.0.113.7'],
    ['quotes that a client left open and escaped', 'for="\\"\\", for=203.0.113.7;proto=https'],
    ['names in capitals', 'For=203.0.113.7;Proto=https'],
    ['spaces', ' for=6.6.6.6 ,  proto=https ; for=203.0.113.7 '],
  ])('the last element is read after %s', (_what, forwarded) => {
    expect(addressIn(forwarded)).toBe('203.0.113.7');
  });

  it.each([
    ['letters', 'a'.repeat(16_000)],
    ['quotes', '"'.repeat(16_000)],
    ['escaped quotes', `"${'\\"'.repeat(8_000)}`],
    ['backslashes', `"${'\\'.repeat(16_000)}"`],
    ['backslashes within quotes', `${'"\\'.repeat(8_000)}`],
    ['elements', 'for=10.0.0.1,'.repeat(1_200)],
  ])('16 KB of %s are read in time', (_what, forwarded) => {
    const startedMs = performance.now();
    for (const setting of ['0', '1', '10.0.0.0/8']) addressIn(forwarded, setting);
    // Comparing each character with each took seconds.
    expect(performance.now() - startedMs).toBeLessThan(300);
  });
});

describe('with the networks of the proxies', () => {
  const own = proxies('10.0.0.0/8, fd00::/8, 192.0.2.1');

  it('the address is the last one that is not a proxy’s', () => {
    expect(own.addressOf(forwardedFor('10.0.0.1', '6.6.6.6, 198.51.100.1, 10.2.3.4'))).toBe('198.51.100.1');
    expect(own.addressOf(forwardedFor('fd00::1', '6.6.6.6, 198.51.100.1'))).toBe('198.51.100.1');
    expect(own.addressOf(forwardedFor('::ffff:10.0.0.1', '198.51.100.1:99, 10.0.0.9:44'))).toBe(
      '198.51.100.1',
    );
    expect(own.addressOf(forwardedFor('192.0.2.1', '198.51.100.1'))).toBe('198.51.100.1');
  });

  it('the headers of everybody else are not read', () => {
    const outsider = from('192.0.2.2', {
      'x-forwarded-for': '198.51.100.1',
      'x-forwarded-host': 'evil.example',
    });
    expect(own.addressOf(outsider)).toBe('192.0.2.2');
    expect(own.hostOf(outsider)).toBeNull();
  });

  it('the address is the first one if all are proxies', () => {
    expect(own.addressOf(forwardedFor('10.0.0.1', '10.0.0.3, 10.0.0.2'))).toBe('10.0.0.3');
    expect(own.addressOf(from('10.0.0.1'))).toBe('10.0.0.1');
  });

  it('host and scheme are those of the outermost proxy', () => {
    const request = from('10.0.0.1', {
      'x-forwarded-for': '198.51.100.1, 10.0.0.2',
      'x-forwarded-host': 'spoofed.example, expo.example, inner.example',
      'x-forwarded-proto': 'https, http',
    });
    expect([own.hostOf(request), own.protocolOf(request)]).toEqual(['expo.example', 'https:']);
  });
});

describe('TRUST_PROXY', () => {
  it.each(['0', '1', '9', 'true', 'false', '10.0.0.0/8', '10.0.0.1, fd00::/8', '::1'])(
    'may be %s',
    (setting) => {
      expect(() => readConfig({ TRUST_PROXY: setting })).not.toThrow();
    },
  );

  it.each([
    '10',
    '-1',
    'yes',
    '10.0.0.0/33',
    'fd00::/129',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0',
    'expo.example',
    '10.0.0.1,,',
  ])('may not be %s', (setting) => {
    expect(() => readConfig({ TRUST_PROXY: setting })).toThrow('TRUST_PROXY must be the number of proxies');
  });
});
