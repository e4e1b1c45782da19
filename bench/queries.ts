/** How fast queries are answered: the same three questions to everyone, by 16 callers on open connections. */
import { deepStrictEqual } from 'node:assert';
import pg from 'pg';
import type { BenchRun } from './bench-run.ts';
import { slugOf } from './exhibition-rows.ts';
import { wanted } from './options.ts';
import { type QueryContender, queryContenders, type Temperature } from './query-servers.ts';
import { questionNames, type Subject } from './questions.ts';
import { startServer } from './server-process.ts';

const callers = 16;
const warmSeconds = { quick: 0.5, full: 2 };
const measuredSeconds = { quick: 1, full: 5 };
const filling = { exhibitions: 10, signedDeals: 2_000, plannedDeals: 20 };

type Answers = Record<string, unknown>;

export async function benchQueries(run: BenchRun): Promise<void> {
  const databaseUrl = await run.services.createDatabase('bench_queries', filling);
  const subject = await chooseSubject(databaseUrl);
  const expected = await expectedAnswers(databaseUrl, subject);
  for (const contender of wanted(queryContenders, run.options)) {
    const server = await contender.start(run, databaseUrl);
    try {
      for (const question of questionNames) {
        const body = JSON.stringify(contender.request(question, subject));
        const given = contender.answer(question, await ask(server.port, body));
        deepStrictEqual(given, expected[question], `${contender.name} answers ${question} otherwise`);
        const figures = await measureQuery(run, server, body, contender.temperature);
        run.record({
          bench: 'queries',
          scenario: `${question}, ${contender.temperature}`,
          contender: contender.name,
          figures,
        });
      }
    } finally {
      await server.stop();
    }
  }
}

export async function measureQuery(
  { load, options }: BenchRun,
  server: { port: number; cpuSeconds(): number },
  body: string,
  temperature: Temperature,
  ports = [server.port],
): Promise<Record<string, number>> {
  const length = options.quick ? 'quick' : 'full';
  const query = (seconds: number) =>
    load.do('query', { ports, body, callers, seconds, eachDiffers: temperature === 'cold' });
  await query(warmSeconds[length]);
  const cpuBefore = server.cpuSeconds();
  const { calls, seconds, p50Ms, p99Ms } = await query(measuredSeconds[length]);
  return {
    queriesPerSecond: calls / seconds,
    p50Ms,
    p99Ms,
    cpuMsPerQuery: ((server.cpuSeconds() - cpuBefore) / calls) * 1000,
  };
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

/** The floor's, against which every answer is checked before it is timed. */
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
