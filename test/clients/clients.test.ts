/** Unmodified third-party clients, each with a query, a mutation and the subscription. */
import { createClient as createSseClient } from 'graphql-sse';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { newKey } from '../support/build-exhibition.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { openApollo } from './apollo.ts';
import type { ClientLibrary, Where } from './client-library.ts';
import { openRelay } from './relay.ts';
import { openUrql } from './urql.ts';

const libraries: [string, (where: Where) => ClientLibrary][] = [
  ['Apollo Client', openApollo],
  ['urql', openUrql],
  ['Relay’s network layer', openRelay],
];
const query = `query Fair($slug: ID!) { exhibition(idOrSlug: $slug) { id slug deals(first: 2) { edges { cursor node { id title } } } } }`;
const mutation = `mutation Publish($input: PublishNoticeInput!) {
  publishNotice(input: $input) { __typename ... on PublishNoticeSuccess { announcement { id sequence } } ... on UserError { code } }
}`;
const subscription = `subscription Watch($slug: ID!, $after: String) {
  announcements(exhibition: $slug, after: $after) { __typename id sequence cursor ... on Notice { text } }
}`;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ deals: 2 });
  await stage.sign();
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

const cursorNow = async () => {
  const document = '{ exhibition(idOrSlug: "hamburg-2030") { stream { cursor } } }';
  const response = await fetch(`${stage.nodes[0]!.url}/graphql?query=${encodeURIComponent(document)}`, {
    headers: { accept: 'application/json' },
  });
  return (await response.json()).data.exhibition.stream.cursor as string;
};

describe.each(libraries)('%s', (name, open) => {
  it('queries, mutates, and receives the announcement of its mutation', async () => {
    const client = open({ url: stage.nodes[0]!.url, token: stage.operator });
    onTestFinished(() => client.close());
    const { slug } = stage;
    expect(await client.query(query, { slug })).toMatchObject({
      exhibition: { slug, deals: { edges: [{}, {}] } },
    });

    const received = Promise.withResolvers<unknown>();
    // Resumes from an earlier cursor, so that it does not matter when the subscription begins.
    const stop = client.subscribe(subscription, { slug, after: await cursorNow() }, received.resolve);
    const text = `Hier ist ${name}`;
    const input = {
      exhibition: stage.exhibition,
      textTranslations: [{ language: 'de', text }],
      idempotencyKey: newKey(),
    };
    const changed = (await client.mutate(mutation, { input })) as {
      publishNotice: { announcement: { sequence: number } };
    };
    const { sequence } = changed.publishNotice.announcement;
    expect(await received.promise).toMatchObject({ announcements: { __typename: 'Notice', sequence, text } });
    stop();
  });

  it('receives an error as a typed result', async () => {
    const client = open({ url: stage.nodes[0]!.url, token: stage.operator });
    onTestFinished(() => client.close());
    const input = { exhibition: stage.exhibition, textTranslations: [], idempotencyKey: newKey() };
    expect(await client.mutate(mutation, { input })).toMatchObject({
      publishNotice: { __typename: 'InvalidInput', code: 'INVALID_INPUT' },
    });
  });
});

describe('the graphql-sse client in its mode of distinct connections', () => {
  const open = () => {
    const client = createSseClient({
      url: `${stage.nodes[0]!.url}/graphql`,
      retryAttempts: 0,
      headers: { authorization: `Bearer ${stage.operator}` },
    });
    onTestFinished(() => client.dispose());
    return client;
  };

  it('queries, mutates, and receives the announcement of its mutation', async () => {
    const client = open();
    const { slug } = stage;
    const first = async (payload: { query: string; variables: Record<string, unknown> }) => {
      const { value } = await client.iterate(payload).next();
      return value;
    };
    expect(await first({ query, variables: { slug } })).toMatchObject({ data: { exhibition: { slug } } });
    const received = client.iterate({ query: subscription, variables: { slug, after: await cursorNow() } });
    const input = {
      exhibition: stage.exhibition,
      textTranslations: [{ language: 'de', text: 'SSE' }],
      idempotencyKey: newKey(),
    };
    expect(await first({ query: mutation, variables: { input } })).toMatchObject({
      data: { publishNotice: {} },
    });
    expect((await received.next()).value).toMatchObject({ data: { announcements: { text: 'SSE' } } });
    await received.return?.();
  });

  it('gets 405 for the reservation of a single connection', async () => {
    const response = await fetch(`${stage.nodes[0]!.url}/graphql`, { method: 'PUT' });
    expect(response.status).toBe(405);
  });
});
