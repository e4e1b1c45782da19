/** A replay that exceeds the send buffer continues to its end, even if nothing new is announced. */
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { collect } from '../support/collector.ts';
import { subscribeOverSse } from '../support/sse-subscriber.ts';
import { openStage, type Stage } from '../support/stage.ts';

const notices = 12;
// Some 100 KB for each notice: two or three are as much as may wait for one socket.
const selection = `sequence ... on Notice { ${Array.from({ length: 100 }, (_, index) => `a${index}: text`).join(' ')} }`;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ deals: 0 });
  for (let count = 0; count < notices; count++) await stage.notice('x'.repeat(1_000));
});
afterAll(() => stage[Symbol.asyncDispose]());

it('completes over a WebSocket for each of its operations', async () => {
  const client = createClient({
    url: `${stage.nodes[0]!.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
  });
  onTestFinished(() => void client.dispose());
  const query = `subscription { announcements(exhibition: "${stage.slug}", last: ${notices}) { ${selection} } }`;
  const subscribers = Array.from({ length: 3 }, () => {
    const { sink, subscriber } = collect();
    const stop = client.subscribe({ query }, sink as never);
    return subscriber(async () => stop());
  });
  await Promise.all(subscribers.map((each) => each.count(notices)));
});

it('completes over Server-Sent Events', async () => {
  const { url } = stage.nodes[0]!;
  await subscribeOverSse(url, { exhibition: stage.slug, last: notices, selection }).count(notices);
});
