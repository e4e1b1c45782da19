import { describe, expect, it } from 'vitest';
import { usePavilion } from '../support/pavilion.ts';

const onEvery = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "frame-ancestors 'self'; object-src 'none'; base-uri 'none'",
};

describe('every response', () => {
  it.each([
    ['/graphql', { accept: 'text/html' }],
    ['/graphql?query={viewer{role}}', { accept: 'application/json' }],
    ['/health/ready', {}],
    ['/nowhere', {}],
  ])('of %s has the security headers', async (path, headers) => {
    const { url } = await usePavilion({ template: 'empty' });
    const answer = await fetch(`${url}${path}`, { headers });
    expect(Object.fromEntries(answer.headers)).toMatchObject(onEvery);
  });
});

it('sends Strict-Transport-Security only if a trusted proxy reports TLS', async () => {
  const header = async (environment: Record<string, string>, proto: string) => {
    const { url } = await usePavilion({ template: 'empty', environment });
    const answer = await fetch(`${url}/health/live`, { headers: { 'x-forwarded-proto': proto } });
    return answer.headers.get('strict-transport-security');
  };
  expect(await header({ TRUST_PROXY: 'true' }, 'https')).toBe('max-age=31536000');
  expect(await header({ TRUST_PROXY: 'true' }, 'http')).toBeNull();
  expect(await header({}, 'https')).toBeNull();
});
