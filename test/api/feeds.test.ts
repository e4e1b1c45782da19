/** The feeds over HTTP: what is public, cached and limited like every public query. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { make } from '../support/build-exhibition.ts';
import { statementsOf } from '../support/count-queries.ts';
import { openPavilion } from '../support/pavilion.ts';
import { openStage, type Stage } from '../support/stage.ts';

const friend = 'https://graphics.example';
const folder = mkdtempSync(join(tmpdir(), 'pavilion-feeds-'));
let stage: Stage;
let url: string;
beforeAll(async () => {
  stage = await openStage({ deals: 3, environment: { ALLOWED_ORIGINS: friend } });
  url = stage.nodes[0]!.url;
  await stage.sign();
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const get = (file: string, headers: Record<string, string> = {}, base = `${url}/feeds/${stage.slug}`) =>
  fetch(`${base}/${file}`, { headers });
const rows = async (file: string) => (await (await get(file)).json()) as Record<string, string>[];

describe.each(['now', 'signings', 'totals'])('the feed %s', (name) => {
  it('is a list of flat objects whose values are texts, and has the same rows in CSV', async () => {
    const list = await rows(`${name}.json?lang=en`);
    expect(list.length).toBeGreaterThan(0);
    for (const row of list)
      expect(Object.values(row).filter((value) => typeof value !== 'string')).toEqual([]);
    const response = await get(`${name}.csv?lang=en`);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(parse(await response.text(), { columns: true, bom: true })).toEqual(list);
  });

  it.each(['json', 'csv'])(
    'is revalidated by its ETag in %s, which changes with its content',
    async (format) => {
      const first = await get(`${name}.${format}`);
      expect(first.headers.get('cache-control')).toBe('public, no-cache');
      const etag = first.headers.get('etag')!;
      const second = await get(`${name}.${format}`, { 'if-none-match': etag });
      expect([second.status, await second.text()]).toEqual([304, '']);
      const other = await get(`${name}.${format}`, { 'if-none-match': '"other"' });
      expect(other.status).toBe(200);
    },
  );

  it('is read from the response cache when it is asked for again', async () => {
    const ask = () => get(`${name}.json?lang=en`);
    await ask();
    await ask();
    const statements = await statementsOf(stage.nodes[0]!, async () => void (await ask()));
    expect(statements.filter((text) => /"(Deal|Announcement|Exhibition)"/.test(text))).toEqual([]);
  });

  it('answers HEAD without a body, and no other method', async () => {
    const path = `${url}/feeds/${stage.slug}/${name}.json`;
    const head = await fetch(path, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(2);
    expect((await fetch(path, { method: 'POST' })).status).toBe(405);
  });

  it('may be read by the pages of an allowed origin', async () => {
    const { headers } = await get(`${name}.json`, { origin: friend });
    expect(headers.get('access-control-allow-origin')).toBe(friend);
    const foreign = await get(`${name}.json`, { origin: 'https://other.example' });
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('does not exist for an unknown exhibition, and refuses what is no language', async () => {
    expect((await get(`${name}.json`, {}, `${url}/feeds/nowhere`)).status).toBe(404);
    const refused = await get(`${name}.json?lang=not%20a%20language`);
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('language')]);
  });

  it('is served where public callers may send persisted documents only', async () => {
    await using strict = await openPavilion({
      template: 'seeded',
      environment: { PUBLIC_OPERATIONS: 'persisted', PERSISTED_DOCUMENTS: folder },
    });
    const response = await get(`${name}.json`, {}, `${strict.url}/feeds/yancheng-2021`);
    expect(response.status).toBe(200);
  });

  it('counts for the limit of operations of an address', async () => {
    await using limited = await openPavilion({
      template: 'seeded',
      environment: { OPERATIONS_PER_MINUTE: '1' },
    });
    const ask = async () => {
      const { status, headers } = await get(`${name}.json`, {}, `${limited.url}/feeds/yancheng-2021`);
      return [status, headers.get('retry-after') !== null];
    };
    expect(await ask()).toEqual([200, false]);
    expect(await ask()).toEqual([429, true]);
  });
});

it('has what is announced and nothing that is planned, and follows a signing and a retraction', async () => {
  expect(await rows('signings.json?lang=en')).toHaveLength(1);
  expect((await rows('totals.json'))[0]).toMatchObject({ kind: 'all', deals: '1' });
  const deal = stage.nextDeal();
  const before = (await get('now.json?lang=en')).headers.get('etag')!;
  const sign = { deal, idempotencyKey: 'feeds-sign-the-second-deal' };
  await make(url, 'signDeal', sign, '__typename', { token: stage.operator });
  const signed = await get('now.json?lang=en', { 'if-none-match': before });
  expect(signed.status).toBe(200);
  const [now] = (await signed.json()) as Record<string, string>[];
  const list = await rows('signings.json?lang=en');
  expect(list).toHaveLength(2);
  expect(now).toMatchObject({ kind: 'signing', status: 'open', title: list[0]!.title });
  const retract = {
    deal,
    reasonTranslations: [{ language: 'de', text: 'Nicht unterzeichnet' }],
    idempotencyKey: 'feeds-retract-the-second-deal',
  };
  await make(url, 'retractDeal', retract, '__typename', { token: stage.operator });
  expect(await rows('signings.json?lang=en')).toHaveLength(1);
  expect((await rows('now.json?lang=en'))[0]).toMatchObject({ kind: 'retraction' });
});

it('is in the language of the address, else in that of the caller', async () => {
  await using seeded = await openPavilion({ template: 'seeded' });
  const base = `${seeded.url}/feeds/yancheng-2021`;
  const read = async (query: string, headers = {}) => {
    const response = await get(`now.json${query}`, headers, base);
    return ((await response.json()) as Record<string, string>[])[0]!.exhibition!;
  };
  const [english, chinese] = [await read('?lang=en'), await read('?lang=zh')];
  expect(chinese).not.toBe(english);
  expect(await read('', { 'accept-language': 'zh' })).toBe(chinese);
  const { headers } = await get('now.json', {}, base);
  expect(headers.get('vary')).toContain('Accept-Language');
});

it('has no more than what the public sees, whatever token comes with it', async () => {
  const withToken = await get('signings.json', { authorization: `Bearer ${stage.organizer}` });
  const without = await get('signings.json');
  expect((await get('signings.json', { authorization: 'Bearer nonsense' })).status).toBe(200);
  expect(await withToken.text()).toBe(await without.text());
});
