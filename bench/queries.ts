/** Measures query throughput: the same three queries to every contender, by 16 callers on open connections. */
import { deepStrictEqual } from 'node:assert';
import pg from 'pg';
import type { BenchRun } from './bench-run.ts';
import { slugOf } from './exhibition-rows.ts';
import type { CallFigures } from './load/callers.ts';
import { wanted } from './options.ts';
import { type QueryContender, queryContenders, type Temperature } from './query-servers.ts';
import { questionNames, type Subject } from './questions.ts';
import { type ServerProcess, startServer } from './server-process.ts';

const callers = 16;
const warmSeconds = { quick: 0.5, full: 2 };
const measuredSeconds = { quick: 1, full: 5 };
/** All contenders answer one query one after the other, so that other load on the machine affects all of them. */
const turns = { quick: 1, full: 5 };
const turnSeconds = 1;
const filling = { exhibitions: 10, signedDeals: 2_000, plannedDeals: 20 };

type Answers = Record<string, unknown>;

export async function benchQueries(run: BenchRun): Promise<void> {
  const databaseUrl = await run.services.createDatabase('bench_queries', filling);
  const subject = await chooseSubject(databaseUrl);
  const expected = await expectedAnswers(databaseUrl, subject);
  for (const temperature of ['cold', 'hot'] as const) {
    const contenders = queryContenders.filter((contender) => contender.temperature === temperature);
    await benchTemperature(run, wanted(contenders, run.options), { databaseUrl, subject, expected });
  }
}

interface Asked {
  databaseUrl: string;
  subject: Subject;
  expected: Answers;
}

async function benchTemperature(
  run: BenchRun,
  contenders: readonly QueryContender[],
  { databaseUrl, subject, expected }: Asked,
): Promise<void> {
  const servers = new Map<QueryContender, ServerProcess>();
  try {
    for (const contender of contenders) servers.set(contender, await contender.start(run, databaseUrl));
    for (const question of questionNames) {
      const asking = contenders.map((contender) => ({
        contender,
        server: servers.get(contender)!,
        body: JSON.stringify(contender.request(question, subject)),
      }));
      for (const { contender, server, body } of asking) {
        const given = contender.answer(question, await ask(server.port, body));
        deepStrictEqual(given, expected[question], `${contender.name} answers ${question} otherwise`);
      }
      await benchQuestion(run, question, asking);
    }
  } finally {
    await Promise.all([...servers.values()].map((server) => server.stop()));
  }
}

async function benchQuestion(
  run: BenchRun,
  question: string,
  asking: readonly { contender: QueryContender; server: ServerProcess; body: string }[],
): Promise<void> {
  const length = run.options.quick ? 'quick' : 'full';
  for (const { contender, server, body } of asking)
    await askFor(run, [server.port], body, contender.temperature, warmSeconds[length]);
  for (let turn = 0; turn < turns[length]; turn++) {
    for (const { contender, server, body } of asking) {
      const { name, temperature } = contender;
      const figures = await measureFor(run, server, body, temperature, [server.port], turnSeconds);
      run.record({ bench: 'queries', scenario: `${question}, ${temperature}`, contender: name, figures });
    }
  }
}

function askFor(
  { load }: BenchRun,
  ports: number[],
  body: string,
  temperature: Temperature,
  seconds: number,
): Promise<CallFigures> {
  return load.do('query', { ports, body, callers, seconds, eachDiffers: temperature === 'cold' });
}

type Measured = Pick<ServerProcess, 'port' | 'cpuSeconds'>;

async function measureFor(
  run: BenchRun,
  server: Measured,
  body: string,
  temperature: Temperature,
  ports: number[],
  askedSeconds: number,
): Promise<Record<string, number>> {
  const cpuBefore = server.cpuSeconds();
  const { calls, seconds, p50Ms, p99Ms } = await askFor(run, ports, body, temperature, askedSeconds);
  return {
    queriesPerSecond: calls / seconds,
    p50Ms,
    p99Ms,
    cpuMsPerQuery: ((server.cpuSeconds() - cpuBefore) / calls) * 1000,
  };
}

/** Throughput of one server, or of several behind the same callers. */
export async function measureQuery(
  run: BenchRun,
  server: Measured,
  body: string,
  temperature: Temperature,
  ports = [server.port],
): Promise<Record<string, number>> {
  const length = run.options.quick ? 'quick' : 'full';
  await askFor(run, ports, body, temperature, warmSeconds[length]);
  return measureFor(run, server, body, temperature, ports, measuredSeconds[length]);
}

export async function chooseSubject(databaseUrl: string): Promise<Subject> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const slug = slugOf(0);
  const { rows } = await client.query<{ id: string }>(
    `SELECT deal."id" FROM "Deal" AS deal JOIN "Exhibition" AS exhibition ON exhibition."id" = deal."exhibitionId"
     WHERE exhibition."slug" = $1 AND deal."status" = 'SIGNED' ORDER BY deal."latestAt" LIMIT 1`,
    [slug],
  );
  await client.end();
  return { slug, dealId: rows[0]!.id };
}

/** The floor's response: every other response is compared with it before it is timed. */
async function expectedAnswers(databaseUrl: string, subject: Subject): Promise<Answers> {
  const floor = queryContenders[0] as QueryContender;
  const server = await startServer({
    file: `./servers/${floor.name}.ts`,
    environment: { DATABASE_URL: databaseUrl },
  });
  const answers: Answers = {};
  for (const question of questionNames)
    answers[question] = await ask(server.port, JSON.stringify(floor.request(question, subject)));
  await server.stop();
  return answers;
}

export async function ask(port: number, body: string): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', 'accept-language': 'en' },
    body,
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
  if (errors || !data) throw new Error(`not answered: ${JSON.stringify(errors)}`);
  return JSON.parse(JSON.stringify(data));
}
