/**
 * `npm run trace`: the source files that one signing enters, from the HTTP request to the bytes on a subscriber's
 * WebSocket. A server with the sample exhibition signs several deals; a file counts if each of the signings enters it,
 * so timers that happen to fire meanwhile do not count.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import WebSocket from 'ws';
import { runCommand } from '../../src/commands/command.ts';

const preload = fileURLToPath(new URL('record-coverage.ts', import.meta.url));
const startWithinMs = 120_000;
/** The first one fills the caches of documents, plans and statements. */
const signings = 4;

interface Traced {
  url: string;
  slug: string;
  token: string;
  child: ChildProcess;
}

await runCommand(
  {
    name: 'npm run trace',
    summary: 'Lists the source files that one signing enters, from HTTP request to WebSocket bytes.',
    options: {
      root: { type: 'string', value: '<directory>', default: '.', description: 'The checkout to trace.' },
    },
  },
  async ({ root }) => {
    const files = await trace(resolve(root));
    let lines = 0;
    for (const file of files) {
      lines += readFileSync(join(root, file), 'utf8').split('\n').length - 1;
      console.log(file);
    }
    console.log(`${files.length} files of ${lines} lines`);
  },
);

async function trace(root: string): Promise<string[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pavilion-trace-'));
  const traced = await start(root, dataDir);
  try {
    const [first, ...rest] = await plannedDeals(traced);
    const received = await subscribe(traced);
    const sign = async (deal: string) => {
      const { sequence } = await signDeal(traced, deal);
      await received(sequence);
    };
    await sign(first!);
    const entered: Set<string>[] = [];
    for (const deal of rest.slice(0, signings - 1)) {
      await ask(traced.child, 'begin');
      await sign(deal);
      const { urls } = await ask<{ urls: string[] }>(traced.child, 'end');
      entered.push(new Set(urls.filter((url) => url.includes('/src/') && url.startsWith(`file://${root}/`))));
    }
    if (entered.length < 2) throw new Error('The sample exhibition has too few planned deals.');
    return [...entered[0]!]
      .filter((url) => entered.every((urls) => urls.has(url)))
      .map((url) => url.slice(`file://${root}/`.length))
      .sort();
  } finally {
    traced.child.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function start(root: string, dataDir: string): Promise<Traced> {
  const child = spawn(process.execPath, ['--import', preload, 'src/main.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0', SEED_SAMPLE: 'true' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let output = '';
  const started = (async () => {
    for await (const chunk of child.stdout!) {
      output += chunk;
      const url = /(http:\/\/\S+?)\/graphql/.exec(output)?.[1];
      const slug = /\/desk\/([\w-]+)#token=/.exec(output)?.[1];
      const token = /#token=(\S+)/.exec(output)?.[1];
      if (url && slug && token) return { url, slug, token, child };
    }
    throw new Error(`The server ended:\n${output}`);
  })();
  const timer = setTimeout(() => child.kill('SIGKILL'), startWithinMs);
  return started.finally(() => clearTimeout(timer));
}

async function ask<Answer>(child: ChildProcess, message: 'begin' | 'end'): Promise<Answer> {
  const answer = once(child, 'message');
  child.send(message);
  return (await answer)[0] as Answer;
}

// biome-ignore lint/suspicious/noExplicitAny: results of two versions of the schema
async function post({ url, token }: Traced, query: string, variables: object): Promise<any> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** Returns the deals of the first planned ceremony, and opens it. */
async function plannedDeals(traced: Traced): Promise<string[]> {
  const { exhibition } = await post(
    traced,
    'query($slug: ID!) { exhibition(idOrSlug: $slug) { ceremonies { id status programme { deal { id status } } } } }',
    { slug: traced.slug },
  );
  const { id, programme } = exhibition.ceremonies.find(
    ({ status }: { status: string }) => status === 'PLANNED',
  );
  await mutate(traced, 'openCeremony', { ceremony: id });
  return programme
    .filter(({ deal }: { deal: { status: string } | null }) => deal?.status === 'PLANNED')
    .map(({ deal }: { deal: { id: string } }) => deal.id);
}

async function signDeal(traced: Traced, deal: string): Promise<{ sequence: number }> {
  return (await mutate(traced, 'signDeal', { deal })).announcement;
}

async function mutate(traced: Traced, name: string, input: object) {
  const type = name[0]!.toUpperCase() + name.slice(1);
  const document = `mutation($input: ${type}Input!) {
    ${name}(input: $input) { __typename ... on ${type}Success { announcement { sequence } } }
  }`;
  const data = await post(traced, document, { input: { ...input, idempotencyKey: randomUUID() } });
  if (!data[name].announcement) throw new Error(`${name} failed: ${data[name].__typename}`);
  return data[name];
}

/** Returns what waits for the announcement with a sequence. */
async function subscribe({ url, slug }: Traced): Promise<(sequence: number) => Promise<void>> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  const seen = new Set<number>();
  let wake = () => {};
  const acknowledged = once(socket, 'message');
  socket.send('{"type":"connection_init"}');
  await acknowledged;
  const query = `subscription { announcements(exhibition: "${slug}", last: 1) {
    __typename sequence announcedAt totals { deals }
  } }`;
  socket.on('message', (data) => {
    const { payload } = JSON.parse(String(data));
    if (payload?.data) seen.add(payload.data.announcements.sequence);
    wake();
  });
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
  const received = async (sequence: number) => {
    while (!seen.has(sequence))
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  };
  return received;
}
