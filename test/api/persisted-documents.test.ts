import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { readConfig } from '../../src/config.ts';
import { readPersistedDocuments, sha256 } from '../../src/execution/persisted-documents.ts';
import { schema } from '../../src/schema.ts';
import { send } from '../support/http-client.ts';
import { tokenFor } from '../support/pavilion.ts';
import { openStage, type Stage } from '../support/stage.ts';

const viewer = 'query Who { viewer { role } }';
const watch =
  'subscription Watch($exhibition: ID!) { announcements(exhibition: $exhibition, last: 1) { sequence } }';
const folder = mkdtempSync(join(tmpdir(), 'pavilion-registered-'));
writeFileSync(join(folder, 'viewer.graphql'), viewer);
writeFileSync(join(folder, 'watch.graphql'), watch);
writeFileSync(join(folder, 'README.md'), 'not an operation');

let stage: Stage;
let url: string;
beforeAll(async () => {
  const environment = { PUBLIC_OPERATIONS: 'persisted', PERSISTED_DOCUMENTS: folder };
  stage = await openStage({ deals: 0, environment });
  url = stage.nodes[0]!.url;
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const post = async (body: object, headers: Record<string, string> = {}) => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return response.text();
};
const apollo = (hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });
const notFound = expect.stringContaining('PERSISTED_DOCUMENT_NOT_FOUND');
const required = expect.stringContaining('PERSISTED_DOCUMENT_REQUIRED');
const answered = '{"data":{"viewer":{"role":"PUBLIC"}}}';

describe('PUBLIC_OPERATIONS=persisted', () => {
  it.each<[string, object]>([
    ['by a document id', { documentId: `sha256:${sha256(viewer)}` }],
    ['by a hash as Apollo’s clients send it', apollo(sha256(viewer))],
    ['by its text', { query: viewer }],
  ])('executes a persisted document %s', async (_how, body) => {
    expect(await post(body)).toBe(answered);
  });

  it('executes a persisted document by GET', async () => {
    const response = await fetch(`${url}/graphql?documentId=sha256:${sha256(viewer)}`, {
      headers: { accept: 'application/json' },
    });
    expect(await response.text()).toBe(answered);
  });

  it.each<[string, object, unknown]>([
    ['another text', { query: '{ viewer { role name } }' }, required],
    ['its text with a space', { query: `${viewer} ` }, required],
    ['an unknown hash', { documentId: `sha256:${sha256('x')}` }, notFound],
    ['a value that is not a hash', { documentId: '__proto__' }, notFound],
    [
      'another text with its hash',
      { query: '{ viewer { name } }', documentId: `sha256:${sha256(viewer)}` },
      required,
    ],
    ['the schema', { query: '{ __schema { types { name } } }' }, required],
  ])('rejects %s', async (_what, body, error) => {
    expect(await post(body)).toEqual(error);
    expect(await post(body, { accept: 'text/event-stream' })).toEqual(error);
  });

  it('rejects another document by GET', async () => {
    const response = await fetch(`${url}/graphql?query={viewer{name}}`, {
      headers: { accept: 'application/json' },
    });
    expect(await response.text()).toEqual(required);
  });

  it('executes any document for a caller with a token', async () => {
    const answer = await send(
      url,
      '{ viewer { role name } }',
      {},
      { token: await tokenFor(stage.nodes[0]!, 'screen', ['x']) },
    );
    expect(answer.data.viewer.role).toBe('SCREEN');
  });

  it('returns the same error to public callers for an unknown hash and for one that a caller with a token has stored', async () => {
    const query = 'query Stored { viewer { role } }';
    const token = await tokenFor(stage.nodes[0]!, 'organizer');
    const stored = await post({ query, ...apollo(sha256(query)) }, { authorization: `Bearer ${token}` });
    expect(stored).toContain('ORGANIZER');
    const unknown = await post(apollo(sha256('unknown')));
    expect(unknown).toContain('PERSISTED_QUERY_NOT_SUPPORTED');
    expect(await post(apollo(sha256(query)))).toBe(unknown);
  });

  it('executes a persisted subscription over WebSocket, and rejects any other', async () => {
    const client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    onTestFinished(() => client.dispose() as Promise<void>);
    const first = (payload: { query: string; extensions?: Record<string, unknown> }) =>
      new Promise((resolve) => {
        client.subscribe(
          { ...payload, variables: { exhibition: stage.slug } },
          { next: resolve, error: (errors) => resolve(JSON.stringify(errors)), complete: () => {} },
        );
      });
    expect(await first({ query: '', ...apollo(sha256(watch)) })).toEqual({
      data: { announcements: { sequence: 1 } },
    });
    expect(await first({ query: watch })).toEqual({ data: { announcements: { sequence: 1 } } });
    expect(await first({ query: watch.replace('last: 1', 'last: 9') })).toEqual(required);
    expect(await first({ query: '', ...apollo(sha256('x')) })).toEqual(
      expect.stringContaining('PersistedQueryNotSupported'),
    );
  });
});

describe('PERSISTED_DOCUMENTS', () => {
  const written = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    onTestFinished(() => rmSync(file));
    return file;
  };

  it('may be a file of hashes and texts', () => {
    const file = written('all.json', JSON.stringify({ [sha256(viewer)]: viewer }));
    expect(readPersistedDocuments(file, schema).get(sha256(viewer))).toBe(viewer);
  });

  it('fails at startup if a hash does not match its text, or a text does not match the schema', () => {
    const wrongHash = written('wrong.json', JSON.stringify({ [sha256('x')]: viewer }));
    expect(() => readPersistedDocuments(wrongHash, schema)).toThrow(/not the SHA-256/);
    written('old.graphql', '{ viewer { password } }');
    expect(() => readPersistedDocuments(folder, schema)).toThrow(
      /old\.graphql: Cannot query field "password"/,
    );
  });

  it('is required with PUBLIC_OPERATIONS=persisted', () => {
    expect(() => readConfig({ PUBLIC_OPERATIONS: 'persisted' })).toThrow(/PERSISTED_DOCUMENTS is required/);
  });
});

describe('GRAPHIQL=false', () => {
  it('serves no page for browsers, and the API as before', async () => {
    const closed = await openStage({ deals: 0, environment: { GRAPHIQL: 'false' } });
    onTestFinished(() => closed[Symbol.asyncDispose]());
    const { url } = closed.nodes[0]!;
    const page = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } });
    expect([page.status, await page.text()]).toEqual([
      expect.any(Number),
      expect.not.stringContaining('<html'),
    ]);
    expect(page.status).toBeGreaterThanOrEqual(400);
    expect((await send(url, '{ viewer { __typename } }')).data).toEqual({ viewer: { __typename: 'Viewer' } });
  });
});

describe('PUBLIC_INTROSPECTION=false', () => {
  it('hides the schema, and suggestions in errors, from callers without a token', async () => {
    const closed = await openStage({ deals: 0, environment: { PUBLIC_INTROSPECTION: 'false' } });
    onTestFinished(() => closed[Symbol.asyncDispose]());
    const [node] = closed.nodes;
    const ask = async (document: string, token?: string) => {
      const { data, errors } = await send(node!.url, document, {}, { token });
      return data ?? errors?.[0];
    };
    const schemaAsked = '{ __schema { queryType { name } } }';
    expect(await ask(schemaAsked)).toMatchObject({ message: 'Introspection is disabled.' });
    expect(await ask('{ __type(name: "Deal") { name } }')).toMatchObject({
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
    expect(await ask('{ viewer { __typename } }')).toEqual({ viewer: { __typename: 'Viewer' } });
    expect((await ask('{ viewer { rol } }')).message).toBe('Cannot query field "rol" on type "Viewer".');
    const filtered = await send(
      node!.url,
      'query($filter: DealFilter) { deals(filter: $filter) { totalCount } }',
      { filter: { industri: 'x' } },
      {},
    );
    expect(filtered.errors?.[0]?.message).toContain('unknown field "industri", found');
    expect(await ask(schemaAsked, closed.operator)).toEqual({ __schema: { queryType: { name: 'Query' } } });
  });
});
