import { afterAll, beforeAll, expect, it } from 'vitest';
import { make, newKey } from '../support/build-exhibition.ts';
import { statementsOf } from '../support/count-queries.ts';
import { mutate, query, send } from '../support/http-client.ts';
import { tokenFor } from '../support/pavilion.ts';
import { openStage, type Stage } from '../support/stage.ts';

let stage: Stage;
const url = (node: number) => stage.nodes[node]!.url;
beforeAll(async () => {
  stage = await openStage({ nodes: 2, deals: 30 });
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

const totals = () => `{ exhibition(idOrSlug: "${stage.slug}") { totals { deals } stream { sequence } } }`;
const ask = async (node: number, options = {}) => (await query(url(node), totals(), {}, options)).exhibition;

it('serves a repeated query without reading the data again', async () => {
  await ask(0);
  const askTwentyTimes = () =>
    statementsOf(stage.nodes[0]!, async () => {
      for (let count = 0; count < 20; count++) await ask(0);
    });
  // A snapshot is the whole server's, and other tests are busy in their databases of it: at a quiet moment.
  await expect.poll(askTwentyTimes, { timeout: 30_000 }).toEqual([]);
});

it('includes a signing in the next query on every server', async () => {
  for (let count = 0; count < 10; count++) {
    const [before] = await Promise.all([ask(0), ask(1), ask(0), ask(1)]);
    const sequence = await stage.sign(count % 2);
    for (const node of [0, 1]) {
      expect(await ask(node)).toEqual({ totals: { deals: before.totals.deals + 1 }, stream: { sequence } });
    }
  }
});

it('includes any other committed change, made by any client', async () => {
  const name = () => query(url(1), `{ exhibition(idOrSlug: "${stage.slug}") { theme } }`);
  for (let count = 0; count < 3; count++) await name();
  const themeTranslations = [{ language: 'de', text: 'Neuer Kurs' }];
  await make(url(0), 'updateExhibition', { exhibition: stage.exhibition, themeTranslations }, '__typename', {
    token: stage.organizer,
  });
  expect((await name()).exhibition.theme).toBe('Neuer Kurs');
  // Past the API, as an engineer with psql would.
  await stage.nodes[0]!.database.pool.query(
    `UPDATE "Exhibition" SET "theme" = '[{"language": "de", "text": "Von Hand"}]'`,
  );
  expect((await name()).exhibition.theme).toBe('Von Hand');
});

it('separates cached responses by token and language', async () => {
  const document = `{ viewer { role } deals { totalCount } exhibition(idOrSlug: "${stage.slug}") { name } }`;
  const screen = await tokenFor(stage.nodes[0]!, 'screen', [stage.slug]);
  const callers = [
    {},
    { language: 'ja' },
    { token: stage.operator },
    { token: screen },
    { token: stage.organizer, language: 'de' },
  ];
  const first = await Promise.all(callers.map((caller) => query(url(0), document, {}, caller)));
  for (let round = 0; round < 3; round++) {
    expect(await Promise.all(callers.map((caller) => query(url(0), document, {}, caller)))).toEqual(first);
  }
  expect(new Set(first.map((answer) => JSON.stringify(answer))).size).toBe(callers.length);
});

it('serves nothing to an expired token', async () => {
  const token = await tokenFor(stage.nodes[0]!, 'operator', [stage.slug], { expires: '3s' });
  const status = async () => (await send(url(0), '{ viewer { role } }', {}, { token })).status;
  expect([await status(), await status()]).toEqual([200, 200]);
  await expect.poll(status, { interval: 500 }).toBe(401);
});

it('never stores a mutation, an error or presence', async () => {
  const input = { exhibition: stage.exhibition, textTranslations: [{ language: 'de', text: 'Hinweis' }] };
  const sequences = new Set<number>();
  for (let count = 0; count < 3; count++) {
    const { announcement } = await mutate(
      url(0),
      'publishNotice',
      { ...input, idempotencyKey: newKey() },
      'announcement { sequence }',
      {
        token: stage.operator,
      },
    );
    sequences.add(announcement.sequence);
  }
  expect(sequences.size).toBe(3);
  const screens = async () =>
    (await query(url(0), `{ screens(exhibition: "${stage.slug}") { total } }`, {}, { token: stage.operator }))
      .screens.total;
  for (let count = 0; count < 3; count++) expect(await screens()).toBe(0);
  await mutate(
    url(0),
    'acknowledgeAnnouncement',
    { exhibition: stage.slug, screen: 'wall', name: 'Wall', sequence: 1 },
    'sequence',
    { token: stage.operator },
  );
  await expect.poll(screens).toBe(1);
});

it('executes many equal concurrent queries once', async () => {
  let first = 1;
  const executions = async () => {
    first++;
    const document = `{ deals(first: ${first}) { nodes { title parties { organization { name } } } } }`;
    // What was asked once is not cached yet.
    await query(url(0), document);
    const statements = await statementsOf(stage.nodes[0]!, () =>
      Promise.all(Array.from({ length: 100 }, () => query(url(0), document))),
    );
    return statements.filter((text) => text.includes('"DealParty"')).length;
  };
  // A snapshot is the whole server's: another test's transaction in between makes a second execution right.
  await expect.poll(executions).toBe(1);
});
