/** The normalising stores of Apollo Client, urql and Relay: they neither falsify the record nor miss a total. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { make, newKey } from '../../support/build-exhibition.ts';
import { openStage, type Stage } from '../../support/stage.ts';
import type { Where } from '../client-library.ts';
import { openApolloStore } from './apollo-store.ts';
import type { ClientStore } from './client-store.ts';
import { openRelayStore } from './relay-store.ts';
import { openUrqlStore } from './urql-store.ts';

const libraries: [string, (where: Where) => ClientStore][] = [
  ['Apollo Client’s cache', openApolloStore],
  ['urql’s graphcache', openUrqlStore],
  ['Relay’s store', openRelayStore],
];
const deal = 'dealId title amount { amount currency } parties { organization { organizationId name } }';
const speech = 'speechId text speaker { personId name }';
/** Live objects beside the snapshots of them: what a store could merge. */
const record = `query Record($slug: ID!) {
  exhibition(idOrSlug: $slug) {
    id
    deals(first: 10) { nodes { id title amount { amount currency } } }
    speeches(first: 10) { nodes { id text } }
    announcements(first: 50) {
      nodes {
        id
        sequence
        ... on DealSigned { deal { ${deal} current { id title amount { amount currency } } } }
        ... on DealCorrected { correctedSequence before { ${deal} } deal { ${deal} current { id title } } }
        ... on SpeechStarted { speech { ${speech} current { id text } } }
        ... on SpeechFinished { speech { ${speech} } }
        ... on SpeechTextReleased { speech { ${speech} } }
      }
    }
  }
}`;
const totals =
  'totals { deals byCategory { category signingTotal { converted { money { amount currency } } } } }';
const overview = `query Overview($slug: ID!) {
  exhibition(idOrSlug: $slug) { id ${totals} deals(first: 10) { totalCount nodes { id title } } }
}`;
const watch = `subscription Watch($slug: ID!, $after: String!) {
  announcements(exhibition: $slug, after: $after) { id sequence exhibition { id } ${totals} }
}`;
const sign = `mutation Sign($input: SignDealInput!) {
  signDeal(input: $input) {
    ... on SignDealSuccess { deal { id status } announcement { id sequence exhibition { id ${totals} } } }
  }
}`;

let stage: Stage;
let asOperator: { token: string };
let where: Where;

const press = (name: string, input: object) =>
  make(where.url, name, { ...input, idempotencyKey: newKey() }, 'announcement { cursor }', asOperator);
const ask = async (query: string, variables: object) => {
  const response = await fetch(`${where.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: `Bearer ${where.token}`,
    },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()).data;
};

beforeAll(async () => {
  stage = await openStage({ deals: 10 });
  where = { url: stage.nodes[0]!.url, token: stage.operator };
  asOperator = { token: stage.operator };
  await press('startSpeech', { speech: stage.speeches[0] });
  await press('finishSpeech', { speech: stage.speeches[0] });
  await press('releaseSpeechText', { speech: stage.speeches[0] });
  await stage.sign();
  await press('correctDeal', {
    deal: stage.deals[0],
    amount: { amount: '99.50', currency: 'EUR' },
    titleTranslations: [{ language: 'de', text: 'Ein anderer Titel' }],
  });
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

/** Stores add type names and ids for themselves. */
// biome-ignore lint/suspicious/noExplicitAny: results of documents without types
function plain(value: unknown): any {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '__typename' && key !== 'id')
      .map(([key, each]) => [key, plain(each)]),
  );
}

describe.each(libraries)('%s', (_name, open) => {
  const openStore = () => {
    const store = open(where);
    onTestFinished(() => store.close());
    return store;
  };

  it('keeps the snapshot of a corrected deal and of a released text as it was announced', async () => {
    const { slug } = stage;
    const store = openStore();
    const announced = await ask(record, { slug });
    await store.fetch(record, { slug });
    expect(plain(await store.read(record, { slug }))).toEqual(plain(announced));
    const { nodes } = announced.exhibition.announcements;
    const speeches = nodes.filter((node: object) => 'speech' in node);
    const texts = speeches.map((node: { speech: { text: string | null } }) => node.speech.text);
    expect(texts).toEqual([null, null, expect.any(String)]);
    const corrected = nodes.find((node: object) => 'before' in node);
    expect(corrected.before.amount).not.toEqual(corrected.deal.amount);
    expect(corrected.deal.current.title).toBe(corrected.deal.title);
  });

  it('updates the live totals from an announcement, without fetching a list again', async () => {
    const { slug } = stage;
    const store = openStore();
    const before = plain(await store.fetch(overview, { slug }));
    const { cursor } = (
      await ask('query($slug: ID!) { exhibition(idOrSlug: $slug) { stream { cursor } } }', { slug })
    ).exhibition.stream;
    const moved = Promise.withResolvers<void>();
    const stop = store.follow(watch, { slug, after: cursor }, moved.resolve);
    onTestFinished(stop);
    await stage.sign();
    await moved.promise;
    const after = plain(await store.read(overview, { slug }));
    expect(after.exhibition.totals).toEqual((await ask(overview, { slug })).exhibition.totals);
    expect(after.exhibition.totals.deals).toBe(before.exhibition.totals.deals + 1);
    expect(after.exhibition.deals).toEqual(before.exhibition.deals);
  });

  it('updates the live totals from the result of a mutation, without an update function', async () => {
    const { slug } = stage;
    const store = openStore();
    await store.fetch(overview, { slug });
    const input = { deal: stage.nextDeal(), mode: 'LIVE', idempotencyKey: newKey() };
    await store.mutate(sign, { input });
    const after = plain(await store.read(overview, { slug }));
    expect(after.exhibition.totals).toEqual((await ask(overview, { slug })).exhibition.totals);
  });
});
