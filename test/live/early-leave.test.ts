/** A client that leaves while its subscription starts: nothing of it stays in the server. */
import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import WebSocket from 'ws';
import { query } from '../support/http-client.ts';
import { openStage, type Stage } from '../support/stage.ts';

const metricsToken = 'a token for the metrics';
let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ deals: 0, environment: { METRICS_TOKEN: metricsToken } });
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

const node = () => stage.nodes[0]!;
const authorization = () => `Bearer ${stage.operator}`;

async function metric(name: string): Promise<number> {
  const response = await fetch(`${node().url}/metrics`, {
    headers: { authorization: `Bearer ${metricsToken}` },
  });
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(await response.text())![1]);
}
const openConnections = async () =>
  (await metric('pavilion_sockets')) + (await metric('pavilion_event_streams'));

/** Sends the document, and returns what ends the connection. */
type Start = (document: string) => () => void;

const overEventStream: Start = (document) => {
  const sent = request(`${node().url}/graphql`, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      authorization: authorization(),
    },
  });
  sent.on('error', () => {});
  sent.end(JSON.stringify({ query: document }));
  return () => sent.destroy();
};

const overWebSocket: Start = (document) => {
  const socket = new WebSocket(`${node().url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  socket.on('error', () => {});
  void (async () => {
    await once(socket, 'open');
    const acknowledged = once(socket, 'message');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: authorization() } }));
    await acknowledged;
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: document } }));
  })();
  return () => socket.terminate();
};

/** Holds the next search for a stream until `release` is called. */
function holdNextSubscription() {
  const { streams } = node();
  const { locate } = streams;
  const reached = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const finished = Promise.withResolvers<void>();
  streams.locate = async (...parameters) => {
    streams.locate = locate;
    reached.resolve();
    await gate.promise;
    const location = await locate.apply(streams, parameters);
    finished.resolve();
    return location;
  };
  const release = async () => {
    gate.resolve();
    await finished.promise;
  };
  return { reached: reached.promise, release };
}

const subscribers = () =>
  [...node().streams.hub.streams.values()].reduce((sum, each) => sum + each.subscribers, 0);

const transports: [string, Start][] = [
  ['an event stream', overEventStream],
  ['a WebSocket', overWebSocket],
];

it.each(transports)('%s to announcements leaves no member behind', async (_name, start) => {
  const { hub } = node().streams;
  const subscribe = hub.subscribe.bind(hub);
  const joined = Promise.withResolvers<void>();
  hub.subscribe = (async (options: Parameters<typeof subscribe>[0]) => {
    const member = await subscribe(options);
    hub.subscribe = subscribe;
    joined.resolve();
    return member;
  }) as typeof hub.subscribe;
  const { reached, release } = holdNextSubscription();
  const leave = start(`subscription { announcements(exhibition: "${stage.slug}", last: 1) { sequence } }`);
  await reached;
  leave();
  await expect.poll(openConnections).toBe(0);
  await release();
  await joined.promise;
  await expect.poll(subscribers).toBe(0);
});

it.each(transports)('%s to the desk leaves no operator behind', async (_name, start) => {
  const { reached, release } = holdNextSubscription();
  const leave = start(`subscription { desk(exhibition: "${stage.slug}") { operators { name } } }`);
  await reached;
  leave();
  await expect.poll(openConnections).toBe(0);
  await release();
  // Asks the same of the database as the subscription that was left: it ends after it.
  await query(
    node().url,
    `{ screens(exhibition: "${stage.slug}") { total } }`,
    {},
    { token: stage.operator },
  );
  const operators = Promise.withResolvers<string>();
  const stop = overEventStreamOnce(operators.resolve);
  expect(await operators.promise).toMatch(/"operators":\[\{"name":"[^"]+"\}\]/);
  stop();
  await expect.poll(openConnections).toBe(0);
});

/** The first event of a desk subscription. */
function overEventStreamOnce(onEvent: (text: string) => void): () => void {
  const sent = request(`${node().url}/graphql`, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      authorization: authorization(),
    },
  });
  sent.on('error', () => {});
  let text = '';
  sent.on('response', (response) => {
    response.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('event: next')) onEvent(text);
    });
    response.on('error', () => {});
  });
  sent.end(
    JSON.stringify({ query: `subscription { desk(exhibition: "${stage.slug}") { operators { name } } }` }),
  );
  return () => sent.destroy();
}
