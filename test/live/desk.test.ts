import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { make } from '../support/build-exhibition.ts';
import { mutate, query, send } from '../support/http-client.ts';
import { tokenFor } from '../support/pavilion.ts';
import { openStage, type Stage } from '../support/stage.ts';

let stage: Stage;
let screenToken: string;
beforeAll(async () => {
  stage = await openStage({ nodes: 2, deals: 4 });
  screenToken = await tokenFor(stage.nodes[0]!, 'screen', [stage.slug]);
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

const url = (node: number) => stage.nodes[node]!.url;
const shows = (node: number, screen: string, sequence: number, token = screenToken) =>
  mutate(
    url(node),
    'acknowledgeAnnouncement',
    { exhibition: stage.slug, screen, name: `Screen ${screen}`, sequence },
    'sequence',
    { token },
  );
const report = async () =>
  (
    await query(
      url(0),
      `{ screens(exhibition: "${stage.slug}") { total head upToDate complete lagging { name sequence behindSince } } }`,
      {},
      { token: stage.operator },
    )
  ).screens;

/** Collects the results of a desk subscription, newest last. */
function watchDesk(node: number, name: string, selection: string) {
  // biome-ignore lint/suspicious/noExplicitAny: read by shape
  const seen: any[] = [];
  const errors: unknown[] = [];
  const client = createClient({
    url: `${url(node).replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${name}` },
  });
  const stop = client.subscribe<{ desk: unknown }>(
    { query: `subscription { desk(exhibition: "${stage.slug}") { ${selection} } }` },
    {
      next: ({ data }) => void seen.push(data?.desk),
      error: (error) => void errors.push(error),
      complete() {},
    },
  );
  onTestFinished(() => client.dispose() as Promise<void>);
  return { seen, errors, stop, last: () => seen.at(-1) };
}

it('reports to the desk what every screen has shown, on any server, and since when a screen is behind', async () => {
  const before = await stage.sign();
  for (let screen = 0; screen < 6; screen++) await shows(screen % 2, `wall-${screen}`, before);
  await expect.poll(report).toEqual({ total: 6, head: before, upToDate: 6, complete: true, lagging: [] });
  const next = await stage.sign();
  for (let screen = 0; screen < 5; screen++) await shows(screen % 2, `wall-${screen}`, next);
  await expect.poll(report).toMatchObject({
    total: 6,
    head: next,
    upToDate: 5,
    lagging: [{ name: 'Screen wall-5', sequence: before }],
  });
  const [lagging] = (await report()).lagging;
  expect(new Date(lagging.behindSince).getTime()).toBeGreaterThan(Date.now() - 60_000);
});

it('rejects acknowledgements from other exhibitions and of announcements that do not exist', async () => {
  const otherScreen = await tokenFor(stage.nodes[0]!, 'screen', ['elsewhere']);
  expect((await shows(0, 'x', 1, otherScreen)).code).toBe('FORBIDDEN');
  const { hub } = stage.nodes[0]!.streams;
  if (hub.streams.size > 0) expect((await shows(0, 'x', 9_999)).code).toBe('INVALID_INPUT');
  const { errors } = await send(
    url(0),
    `{ screens(exhibition: "${stage.slug}") { total } }`,
    {},
    { token: screenToken },
  );
  expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
});

it('reports to the desk which operators join and leave', async () => {
  const first = watchDesk(0, stage.operator, 'operators { name }');
  await expect.poll(() => first.last()?.operators.length).toBe(1);
  const second = watchDesk(1, stage.organizer, 'operators { name }');
  await expect.poll(() => first.last()?.operators.length).toBe(2);
  second.stop();
  await expect.poll(() => first.last()?.operators.length).toBe(1);
});

it('notifies the desk of every change of the programme, made on any server', async () => {
  const desk = watchDesk(
    1,
    stage.operator,
    'exhibition { ceremonies { programme { id cue missingLanguages deal { title status } } } }',
  );
  const programme = () => desk.last()?.exhibition.ceremonies[0].programme ?? [];
  await expect.poll(() => programme().length).toBe(5);
  const item = programme().find(
    (each: { deal: { status: string } | null }) => each.deal?.status === 'PLANNED',
  );
  const as = { token: stage.operator };
  await make(url(0), 'cueProgrammeItem', { item: item.id }, 'item { cue }', as);
  await expect.poll(() => programme().find((each: { id: string }) => each.id === item.id)?.cue).toBe('CUED');
  await make(url(0), 'cueProgrammeItem', { item: item.id, cue: 'HELD' }, 'item { cue }', as);
  await expect.poll(() => programme().find((each: { id: string }) => each.id === item.id)?.cue).toBe('HELD');
});

it('rejects the cue of an item with missing languages unless evenIfIncomplete is set', async () => {
  const as = { token: stage.operator };
  const deal = stage.deals[3]!;
  await make(
    url(0),
    'updateDeal',
    { deal, titleTranslations: [{ language: 'ja', text: '契約' }] },
    'deal { id }',
    as,
  );
  const { exhibition } = await query(
    url(0),
    `{ exhibition(idOrSlug: "${stage.slug}") { ceremonies { programme { id missingLanguages deal { id } } } } }`,
    {},
    as,
  );
  const item = exhibition.ceremonies[0].programme.find(
    (each: { deal: { id: string } | null }) => each.deal?.id === deal,
  );
  expect(item.missingLanguages).toEqual(['de']);
  const refused = await mutate(url(0), 'cueProgrammeItem', { item: item.id }, '__typename', as);
  expect(refused).toMatchObject({ __typename: 'TextsIncomplete', code: 'TEXTS_INCOMPLETE' });
  await make(url(0), 'cueProgrammeItem', { item: item.id, evenIfIncomplete: true }, 'item { cue }', as);
});

it('keeps ids and cues of remaining items when the programme is replaced', async () => {
  const as = { token: stage.operator };
  const read = async () => {
    const { node } = await query(
      url(0),
      'query($id: ID!) { node(id: $id) { ... on Ceremony { programme { id cue deal { id } speech { id } } } } }',
      { id: stage.ceremony },
      as,
    );
    return node.programme as {
      id: string;
      cue: string;
      deal: { id: string } | null;
      speech: { id: string } | null;
    }[];
  };
  const before = await read();
  // What is announced keeps its order.
  const signed: (string | undefined)[] = stage.deals.slice(0, 2);
  const announced = before.filter(({ deal }) => signed.includes(deal?.id));
  const reordered = [...announced, ...before.filter((item) => !announced.includes(item)).toReversed()];
  const items = reordered.map(({ deal, speech }) => (deal ? { deal: deal.id } : { speech: speech!.id }));
  await make(url(0), 'updateProgramme', { ceremony: stage.ceremony, items }, 'ceremony { id }', as);
  expect(await read()).toEqual(reordered);
  const withoutSigned = items.filter(({ deal }) => deal !== stage.deals[0]);
  const refused = await mutate(
    url(0),
    'updateProgramme',
    { ceremony: stage.ceremony, items: withoutSigned },
    '__typename',
    as,
  );
  expect(refused.code).toBe('PROGRAMME_ITEM_DONE');
});

it('requires an operator', async () => {
  const otherScreen = watchDesk(0, screenToken, 'operators { name }');
  await expect.poll(() => otherScreen.errors.length).toBe(1);
  expect(otherScreen.errors[0]).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  expect(otherScreen.seen).toEqual([]);
});
