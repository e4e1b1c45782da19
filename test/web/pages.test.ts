/** How the pages are served, and how large they are. */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundlePages, pagesFolder } from '../../src/web/bundle.ts';
import { usePavilion } from '../support/pavilion.ts';

const maxScriptBytes = 150 * 1_024;
const pages = new URL('../../pages/', import.meta.url);

beforeAll(() => bundlePages(pagesFolder), 60_000);

const htmlOf = (name: string) => readFileSync(new URL(`${name}.html`, pages), 'utf8');

describe.each(['screen', 'desk', 'overlay'])('the %s', (name) => {
  it('weighs at most 150 KB of script, gzipped', () => {
    const scripts = [...htmlOf(name).matchAll(/\/(assets\/[^"]+\.js)/g)].map(([, path]) => path!);
    const weight = scripts
      .map((path) => gzipSync(readFileSync(new URL(path, pages))).length)
      .reduce((sum, bytes) => sum + bytes, 0);
    expect(weight).toBeGreaterThan(1_000);
    expect(weight).toBeLessThan(maxScriptBytes);
  });

  it('has no inline script or style, and a policy that allows none', async () => {
    expect(htmlOf(name)).not.toMatch(/<style|style=|<script(?![^>]* src=)|\son\w+=/);
    const { url } = await usePavilion({ template: 'empty' });
    const { headers } = await fetch(`${url}/${name}/any`);
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });
});

it('pages are revalidated at each visit, and their assets are cached', async () => {
  const { url } = await usePavilion({ template: 'empty' });
  const page = await fetch(`${url}/screen/any`);
  expect(page.headers.get('cache-control')).toBe('no-cache');
  const etag = page.headers.get('etag')!;
  const again = await fetch(`${url}/screen/any`, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
  for (const file of readdirSync(new URL('assets/', pages))
    .filter((each) => !/\.(gz|br)$/.test(each))
    .slice(0, 20)) {
    const { status, headers } = await fetch(`${url}/assets/${file}`, { method: 'HEAD' });
    expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
  }
  const script = /\/assets\/screen-[^"]+\.js/.exec(await page.text())![0];
  for (const encoding of ['br', 'gzip', 'identity']) {
    const answer = await fetch(url + script, { headers: { 'accept-encoding': encoding } });
    expect(answer.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
    expect(await answer.text()).toContain('graphql-transport-ws');
  }
});

it('pages and assets are the only files that a path leads to', async () => {
  const { url } = await usePavilion({ template: 'empty' });
  const paths = [
    '/assets/',
    '/assets/nothing.js',
    '/assets/..%2f..%2fpackage.json',
    '/assets/../screen.html',
    '/screen',
    '/screen/a/b',
    '/desk/',
  ];
  for (const path of paths) expect((await fetch(url + path)).status, path).toBe(404);
});
