/**
 * `npm run bench:post`: what it would cost to serve POST through Yoga instead of writing it straight to node:http.
 * Both ports share one pipeline, so the difference is Yoga alone. Decision 0009 records a run.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand, wholeNumberOption } from '../../src/commands/command.ts';

const callers = 16;
const root = fileURLToPath(new URL('../../', import.meta.url));

type Path = 'direct' | 'yoga';

interface Sample {
  perSecond: number;
  cpuMicroseconds: number;
}

/** A unique language makes each request another one for the response cache. */
const questions = {
  'no database': () => ({
    query: 'query($name: String!) { __type(name: $name) { name } }',
    variables: { name: unique() },
  }),
  'a deal by id': (id: string) => ({
    query: `query($id: ID!, $language: LanguageTag) {
      node(id: $id) { ... on Deal { title(language: $language) signedAt amount { amount currency } } }
    }`,
    variables: {
      id: Buffer.from(`Deal:${id}`).toString('base64'),
      language: `en-v${unique().padStart(7, '0')}`,
    },
  }),
};
let lastNumber = 0;
const unique = () => String(++lastNumber);

await runCommand(
  {
    name: 'npm run bench:post',
    summary: 'Measures POST through Yoga against POST written straight to node:http.',
    options: {
      rounds: { type: 'string', value: '<number>', default: '5', description: 'Rounds of each.' },
      requests: { type: 'string', value: '<number>', default: '3000', description: 'Requests in a round.' },
    },
  },
  async (values) => {
    const rounds = wholeNumberOption('rounds', values.rounds, 1, 100);
    const count = wholeNumberOption('requests', values.requests, 100, 1_000_000);
    const dataDir = mkdtempSync(join(tmpdir(), 'pavilion-bench-post-'));
    const child = spawn(process.execPath, ['bench/post/server.ts'], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        DATA_DIR: dataDir,
        LOG_LEVEL: 'fatal',
        OPERATIONS_PER_MINUTE: '100000000',
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    try {
      const [{ ports, deal }] = (await once(child, 'message')) as [
        { ports: Record<Path, number>; deal: string },
      ];
      for (const [name, question] of Object.entries(questions))
        await compare(name, () => question(deal), child, ports, rounds, count);
    } finally {
      child.kill('SIGKILL');
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
);

async function compare(
  name: string,
  question: () => object,
  child: ChildProcess,
  ports: Record<Path, number>,
  rounds: number,
  count: number,
): Promise<void> {
  const samples: Record<Path, Sample[]> = { direct: [], yoga: [] };
  for (const path of ['direct', 'yoga'] as const) await measure(child, ports[path], question, count);
  for (let round = 0; round < rounds; round++)
    for (const path of ['direct', 'yoga'] as const)
      samples[path].push(await measure(child, ports[path], question, count));
  const [direct, yoga] = [medians(samples.direct), medians(samples.yoga)];
  for (const [path, { perSecond, cpuMicroseconds }] of Object.entries({ direct, yoga }))
    console.log(
      `${name}, ${path}: ${perSecond.toFixed(0)}/s, ${cpuMicroseconds.toFixed(0)} us CPU a request`,
    );
  const slower = (1 - yoga.perSecond / direct.perSecond) * 100;
  const extraCpu = (yoga.cpuMicroseconds / direct.cpuMicroseconds - 1) * 100;
  console.log(`${name}: Yoga serves ${slower.toFixed(0)} % fewer, for ${extraCpu.toFixed(0)} % more CPU`);
}

async function measure(
  child: ChildProcess,
  port: number,
  question: () => object,
  count: number,
): Promise<Sample> {
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  const before = await cpuOf(child);
  const startedAtMs = performance.now();
  let left = count;
  const call = async () => {
    while (left-- > 0) await post(agent, port, JSON.stringify(question()));
  };
  await Promise.all(Array.from({ length: callers }, call));
  const seconds = (performance.now() - startedAtMs) / 1_000;
  const cpuMicroseconds = ((await cpuOf(child)) - before) / count;
  agent.destroy();
  return { perSecond: count / seconds, cpuMicroseconds };
}

async function cpuOf(child: ChildProcess): Promise<number> {
  const answer = once(child, 'message');
  child.send('cpu');
  return (await answer)[0].cpuMicroseconds;
}

function post(agent: Agent, port: number, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(
      { agent, port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () =>
          response.statusCode === 200 && !text.includes('"errors"') ? resolve() : reject(new Error(text)),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function medians(samples: readonly Sample[]): Sample {
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
  return {
    perSecond: median(samples.map((each) => each.perSecond)),
    cpuMicroseconds: median(samples.map((each) => each.cpuMicroseconds)),
  };
}
