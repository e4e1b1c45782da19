import { describe, expect, it } from 'vitest';
import { readConnectionUrl } from '../../../src/database/connection-url.ts';

const server = 'postgres://pavilion:secret@db.example:5432/fair';
const optionsOf = (options: string) => readConnectionUrl(`${server}?options=${encodeURIComponent(options)}`);

describe('readConnectionUrl', () => {
  it('leaves a URL without parameters as it is', () => {
    expect(readConnectionUrl(server)).toEqual({ url: server, parameters: {} });
  });

  it.each([
    ['-c search_path=fair', { search_path: 'fair' }],
    ['-csearch_path=fair -c work_mem=8MB', { search_path: 'fair', work_mem: '8MB' }],
    ['--search-path=fair', { search_path: 'fair' }],
    ['-c search_path=fair,\\ public', { search_path: 'fair, public' }],
    ['-c DateStyle=a\\\\b', { DateStyle: 'a\\b' }],
    ['', {}],
  ])('takes the parameters out of options=%s', (options, parameters) => {
    expect(optionsOf(options)).toEqual({ url: server, parameters });
  });

  it('leaves options that are for a proxy, and the other parameters', () => {
    const { url, parameters } = readConnectionUrl(
      `${server}?sslmode=verify-full&options=${encodeURIComponent('endpoint=ep-1 -c geqo=off')}`,
    );
    expect(new URL(url).searchParams.get('options')).toBe('endpoint=ep-1');
    expect(new URL(url).searchParams.get('sslmode')).toBe('verify-full');
    expect(parameters).toEqual({ geqo: 'off' });
  });

  it('takes ?schema= as the search path, quoted', () => {
    expect(readConnectionUrl(`${server}?schema=My"fair`)).toEqual({
      url: server,
      parameters: { search_path: '"My""fair"' },
    });
  });

  it.each([
    ['sslmode=require', 'sslmode=verify-full'],
    ['sslmode=verify-ca&sslrootcert=/ca.pem', 'sslmode=verify-full&sslrootcert=%2Fca.pem'],
    ['uselibpqcompat=true&sslmode=require', 'uselibpqcompat=true&sslmode=require'],
    ['sslmode=disable', 'sslmode=disable'],
  ])(
    'verifies the server for every mode with TLS, unless libpq compatibility is stated: %s',
    (given, expected) => {
      expect(readConnectionUrl(`${server}?${given}`).url).toBe(`${server}?${expected}`);
    },
  );
});
