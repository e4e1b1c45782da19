/** Runs in a thread of its own: what the suite itself computes must not look like a slow server. */
import { parentPort, workerData } from 'node:worker_threads';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { HonestWork } from './honest.ts';

const { url, token, exhibition, slug, everyMs } = workerData as HonestWork;
const counts = { asked: 0, failed: 0, slowestMs: 0, received: 0, published: 0, latencies: [] as number[] };
const honestText = 'Ehrlich';
let running = true;
let slowestSinceAskedMs = 0;

type ReceivedNotice = { announcements: { text?: string } };

async function ask(query: string, variables: object, headers: Record<string, string> = {}): Promise<void> {
  const startedAt = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  }).then(
    (answer) => answer.json() as Promise<{ data?: object; errors?: unknown[] }>,
    () => null,
  );
  const ms = performance.now() - startedAt;
  counts.asked++;
  counts.latencies.push(ms);
  counts.slowestMs = Math.max(counts.slowestMs, ms);
  slowestSinceAskedMs = Math.max(slowestSinceAskedMs, ms);
  if (!response?.data || response.errors) counts.failed++;
}

const pause = () => new Promise((resolve) => setTimeout(resolve, everyMs));

async function reader(): Promise<void> {
  // A number in it, so that it is no answer from memory.
  for (let turn = 0; running; turn++) {
    const text = `nothing ${turn}`;
    await ask('query($text: String) { deals(filter: { text: $text }) { totalCount } }', { text });
    await pause();
  }
}

async function operator(): Promise<void> {
  const notice = `mutation($input: PublishNoticeInput!) { publishNotice(input: $input) { ... on PublishNoticeSuccess { __typename } } }`;
  for (let turn = 0; running; turn++) {
    const input = {
      exhibition,
      textTranslations: [{ language: 'de', text: honestText }],
      idempotencyKey: `honest-${turn}`,
    };
    await ask(notice, { input }, { authorization: `Bearer ${token}` });
    counts.published++;
    await pause();
    await pause();
  }
}

const client = createClient({
  url: `${url.replace('http', 'ws')}/graphql`,
  webSocketImpl: WebSocket,
  lazy: false,
});
client.subscribe(
  {
    query:
      'subscription($slug: ID!) { announcements(exhibition: $slug, last: 1000) { ... on Notice { text } } }',
    variables: { slug },
  },
  {
    next: ({ data }) => {
      if ((data as ReceivedNotice | null)?.announcements.text === honestText) counts.received++;
    },
    error: () => void counts.failed++,
    complete: () => {},
  },
);
const work = [reader(), operator()];

parentPort!.on('message', async (wish) => {
  if (wish === 'slowest') {
    parentPort!.postMessage(slowestSinceAskedMs);
    slowestSinceAskedMs = 0;
    return;
  }
  running = false;
  await Promise.all(work);
  // The last notice is on its way.
  for (let turn = 0; turn < 40 && counts.received < counts.published; turn++) await pause();
  await client.dispose();
  parentPort!.postMessage(counts);
  parentPort!.close();
});
