/**
 * Hostile inputs against the real program in a process of its own, while it serves honest clients. Each case has its
 * expected response. For all of them: the process survives, its event loop is never stalled, no response leaks
 * internals, masked errors are in the log, and after each family the server holds no more than before (baseline.ts).
 */
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildExhibition } from '../support/build-exhibition.ts';
import { query, send } from '../support/http-client.ts';
import type { LogLine } from '../support/pavilion.ts';
import { authorizationCases, rightsCases } from './authorization.cases.ts';
import { Baseline } from './baseline.ts';
import { cursorCases } from './cursor.cases.ts';
import { documentCases } from './document.cases.ts';
import { startHonestClients } from './honest.ts';
import { type HostileServer, startHostileServer, tokenOf } from './hostile-server.ts';
import { httpCases, slowCases } from './http.cases.ts';
import { leaksIn } from './leaks.ts';
import { type OperationCase, outcomeOf, type World } from './operation-case.ts';
import { exchange, type RawAnswer } from './raw-exchange.ts';
import { frame, openRawSocket, type RawSocketAnswer } from './raw-websocket.ts';
import { valueCases } from './value.cases.ts';
import { lastWord, slowWebSocketCases, type WebSocketCase, webSocketCases } from './websocket.cases.ts';

/**
 * Five times what the most expensive case takes on two cores: work that grows with the square of its input exceeds it
 * on any machine.
 */
const stallMs = 250;
/** No error quotes a large input. */
const maxErrorCharacters = 32_768;
/** A case that stalls the server does so each time, so a case is run again if only its turn was too long. */
const repeatedStall = { retry: { count: 2, condition: /the longest turn of the event loop/ } };
/** For a client that waits behind the most expensive case, on a machine under other load. */
const honestPatienceMs = 15_000;
const honestUsualMs = 1_000;

/** Request ids of errors that a test caused in the server itself. */
const expectedErrors = new Set<string>();

let server: HostileServer;
let world: World;
let honest: ReturnType<typeof startHonestClients>;
let baseline: Baseline;
let slow: Promise<RawAnswer>[];
let slowSockets: Promise<RawSocketAnswer>[];
let crowd: ReturnType<typeof openCrowd>;

beforeAll(async () => {
  server = await startHostileServer();
  world = await prepareWorld();
  honest = startHonestClients({
    url: server.url,
    token: world.tokens.organizer!,
    exhibition: world.exhibition,
    slug: world.slug,
    everyMs: 25,
  });
  // Once before anything is measured: what is compiled and cached once is no leak.
  for (const { query: document } of documentCases) await send(server.url, document(world));
  baseline = new Baseline(server, honest);
  await baseline.begin();
  slow = slowCases.map(({ bytes, patienceMs }) => exchange(server.port, bytes(), { patienceMs }));
  slowSockets = slowWebSocketCases.map(knock);
  crowd = openCrowd(300);
});
afterAll(async () => {
  baseline.print();
  await server[Symbol.asyncDispose]();
});

async function prepareWorld(): Promise<World> {
  const { url } = server;
  const organizer = await tokenOf('organizer');
  const built = await buildExhibition(url, organizer, { slug: 'fair', deals: 3 });
  await buildExhibition(url, organizer, { slug: 'elsewhere', deals: 0 });
  const seen = await query(
    url,
    `{ deals { edges { cursor } } companies { edges { cursor } }
       here: exhibition(idOrSlug: "fair") { stream { cursor } } there: exhibition(idOrSlug: "elsewhere") { stream { cursor } } }`,
    {},
    { token: organizer },
  );
  return {
    ...built,
    tokens: {
      public: undefined,
      screen: await tokenOf('screen', ['fair']),
      operator: await tokenOf('operator', ['fair']),
      foreignOperator: await tokenOf('operator', ['elsewhere']),
      organizer,
    },
    cursors: {
      deals: seen.deals.edges[0].cursor,
      companies: seen.companies.edges[0].cursor,
      stream: seen.here.stream.cursor,
      foreignStream: seen.there.stream.cursor,
    },
  };
}

afterEach(async () => {
  const { busiestMs } = await server.probe();
  baseline.sawTurn(busiestMs);
  expect(busiestMs, 'the longest turn of the event loop').toBeLessThan(stallMs);
});

async function openCrowd(size: number) {
  const each = <T>(open: () => Promise<T>) => Promise.all(Array.from({ length: size }, open));
  const [sockets, connections] = await Promise.all([
    each(() => openRawSocket(server.port, { patienceMs: 30_000 })),
    each(() => exchange(server.port, 'P', { patienceMs: 40_000 })),
  ]);
  return { sockets, connections };
}

async function ask({
  query: document,
  variables,
  as = 'public',
  answer,
  says,
}: OperationCase): Promise<void> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(world.tokens[as] && { authorization: `Bearer ${world.tokens[as]}` }),
    },
    body: JSON.stringify({ query: document(world), variables: variables?.(world) }),
  });
  const text = await response.text();
  if (answer !== 'fine') expect(text.length, 'characters of the errors').toBeLessThan(maxErrorCharacters);
  expect(outcomeOf(JSON.parse(text)), text.slice(0, 1_000)).toBe(answer);
  expect(leaksIn(text), text.slice(0, 1_000)).toEqual([]);
  if (says) expect(text).toMatch(says);
}

function knock({
  frames,
  greeted,
  closeCode,
  status,
  says,
  ...options
}: WebSocketCase): Promise<RawSocketAnswer> {
  const until = says ? (answer: RawSocketAnswer) => lastWord(answer) === says : () => status !== undefined;
  return openRawSocket(server.port, {
    ...options,
    frames: frames?.(world) ?? [],
    ...(greeted && { greeted: greeted(world) }),
    until,
  });
}

function expectHttp(answer: RawAnswer, { statuses, says, silentOn }: (typeof httpCases)[number]): void {
  expect(answer.statuses, answer.text).toEqual(statuses);
  expect(answer.closed).toBe(true);
  expect(leaksIn(answer.text), answer.text).toEqual([]);
  if (says) expect(answer.text).toMatch(says);
  if (silentOn) expect(answer.text).not.toMatch(silentOn);
}

function expectSocket(answer: RawSocketAnswer, { status, closeCode, says, ends }: WebSocketCase): void {
  const seen = JSON.stringify(answer).slice(0, 1_000);
  if (status) expect(answer.status, seen).toBe(status);
  if (closeCode) expect(answer.closeCode, seen).toBe(closeCode);
  if (says) expect(lastWord(answer), seen).toBe(says);
  if (ends) expect(answer.ended).toBe(true);
  expect(leaksIn(JSON.stringify(answer.messages).slice(0, 10_000))).toEqual([]);
}

describe('HTTP', repeatedStall, () => {
  afterAll(() => baseline.expectReturn('HTTP'));

  it.each(httpCases)('$what', async (each) => {
    expectHttp(await exchange(server.port, each.bytes()), each);
  });
});

describe('a document', repeatedStall, () => {
  afterAll(() => baseline.expectReturn('a document'));

  it.each(documentCases)('$what', ask);
});

describe('a value', repeatedStall, () => {
  afterAll(() => baseline.expectReturn('a value'));

  it.each(valueCases)('$what', ask);
});

describe('a cursor or a key', repeatedStall, () => {
  afterAll(() => baseline.expectReturn('a cursor or a key'));

  it.each(cursorCases)('$what', ask);
});

describe('a WebSocket', repeatedStall, () => {
  afterAll(() => baseline.expectReturn('a WebSocket'));

  it.each(webSocketCases)('$what', async (each) => {
    expectSocket(await knock(each), each);
  });
});

describe('a token', repeatedStall, () => {
  afterAll(() => baseline.expectReturn('a token'));

  it.each(authorizationCases)('$what', async ({ authorization, answer }) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: await authorization() },
      body: '{"query":"{ viewer { role expiresAt } }"}',
    });
    const text = await response.text();
    const { data, errors } = JSON.parse(text);
    expect(errors?.[0].extensions.code ?? data.viewer.role, text).toBe(answer);
    expect(leaksIn(text), text).toEqual([]);
  });

  it.each(rightsCases)('without the necessary rights: $what', ask);
});

describe('an unexpected error', () => {
  afterAll(() => baseline.expectReturn('an unexpected error'));

  const document = '{ exhibitions { nodes { focusIndustries { code } } } }';
  const post = (headers: Record<string, string>, address = '') =>
    fetch(`${server.url}/graphql${address}`, {
      headers: { 'content-type': 'application/json', ...headers },
      ...(!address && { method: 'POST', body: JSON.stringify({ query: document }) }),
    }).then((response) => response.text());
  const overSocket = async () => {
    const subscribe = frame(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: document } }));
    const until = ({ messages }: RawSocketAnswer) => messages.length > 1;
    return JSON.stringify((await openRawSocket(server.port, { greeted: [subscribe], until })).messages);
  };
  const ways: [string, () => Promise<string>][] = [
    ['POST', () => post({})],
    ['GET', () => post({ accept: 'application/json' }, `?query=${encodeURIComponent(document)}`)],
    ['a stream', () => post({ accept: 'text/event-stream' })],
    ['a WebSocket', overSocket],
  ];

  // A table goes away under the running server, which no version of the program expects.
  const database = () => new pg.Client({ connectionString: server.databaseUrl });
  const rename = async (from: string, to: string) => {
    const client = database();
    await client.connect();
    await client.query(`ALTER TABLE "${from}" RENAME TO "${to}"`);
    await client.end();
  };
  it.each(ways)('is masked over %s, and logged under the request id of the response', async (_way, send) => {
    await rename('Industry', 'Elsewhere');
    const answer = await send().finally(() => rename('Elsewhere', 'Industry'));
    const [, requestId = 'none'] = answer.match(/"requestId":"([\w-]+)"/) ?? [];
    expect(answer).toContain('INTERNAL_SERVER_ERROR');
    expect(leaksIn(answer), answer).toEqual([]);
    const lines = server.log.filter((line) => line.requestId === requestId && line.level >= 50);
    expect(JSON.stringify(lines)).toContain('Industry');
    expectedErrors.add(requestId);
  });
});

describe('a slow client', () => {
  afterAll(() => baseline.expectReturn('a slow client'));

  it.each(slowCases.map((each, index) => ({ ...each, index })))('$what', async ({ index, ...each }) => {
    expectHttp((await slow[index])!, each);
  });
  it.each(slowWebSocketCases.map((each, index) => ({ ...each, index })))(
    'on a WebSocket: $what',
    async ({ index, ...each }) => {
      expectSocket((await slowSockets[index])!, each);
    },
  );
  it('300 silent WebSockets and 300 silent connections are all closed', async () => {
    const { sockets, connections } = await crowd;
    expect(sockets.map(({ closeCode }) => closeCode)).toEqual(sockets.map(() => 4408));
    expect(connections.flatMap(({ statuses }) => statuses)).toEqual(connections.map(() => 408));
  });
});

describe('the server, during and after all cases', () => {
  it('ran more than 400 cases', () => {
    const families = [httpCases, documentCases, valueCases, cursorCases, webSocketCases, authorizationCases];
    expect(families.flat().length).toBeGreaterThan(400);
  });

  it('served every request of the honest clients in time, and delivered every notice', async () => {
    const { asked, failed, received, published, slowestMs, latencies } = await honest.stop();
    expect(asked).toBeGreaterThan(100);
    expect(failed).toBe(0);
    expect(received).toBe(published);
    expect(latencies.sort((a, b) => a - b)[Math.floor(asked / 2)]).toBeLessThan(honestUsualMs);
    expect(slowestMs).toBeLessThan(honestPatienceMs);
  });

  it('logged no unexpected error', () => {
    const isExpected = ({ requestId }: LogLine) => expectedErrors.has(requestId as string);
    expect(server.log.filter((line) => line.level >= 50 && !isExpected(line))).toEqual([]);
  });

  it('is still running and ready', async () => {
    expect(server.child.exitCode).toBeNull();
    expect(await (await fetch(`${server.url}/health/ready`)).json()).toEqual({ status: 'ok', reasons: [] });
  });
});
