/**
 * `node bench/plans.ts`: requests each list from a server with 10⁵ deals, reads the actual query plans from Postgres
 * (auto_explain), and fails when a plan scans a whole table that grows.
 */
import pg from 'pg';
import { type Config, readConfig } from '../src/config.ts';
import { encodeNodeId } from '../src/graphql/global-id.ts';
import { slugOf } from './exhibition-rows.ts';
import { type ListQuery, listQueries } from './list-queries.ts';
import { formatFigure } from './report/figures.ts';
import { startServices } from './services.ts';

const growing = new Set(['Deal', 'DealParty', 'Announcement', 'Organization']);
const deals = Number(process.argv[2] ?? 100_000);
/** More rows than a page of a hundred can need for everything that it selects. */
const manyRows = 2_000;

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: PlanNode[];
}

interface Explained {
  'Query Text': string;
  Plan: PlanNode;
}

interface Finding {
  list: ListQuery;
  statements: number;
  rowsRead: number;
  wholeTables: string[];
  text: string;
}

async function main(): Promise<boolean> {
  const services = await startServices();
  try {
    const databaseUrl = await services.createDatabase('bench_plans', {
      exhibitions: 10,
      signedDeals: deals,
      plannedDeals: 10,
    });
    await explainEverything(databaseUrl);
    const findings = await askForLists(databaseUrl);
    for (const finding of findings) print(finding);
    return findings.every(({ list, wholeTables }) => list.counts || wholeTables.length === 0);
  } finally {
    await services.stop();
  }
}

/** Postgres sends every plan to the client as a notice. */
async function explainEverything(databaseUrl: string): Promise<void> {
  const name = new URL(databaseUrl).pathname.slice(1);
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_timing': 'off',
    'auto_explain.log_format': 'json',
    'auto_explain.log_level': 'notice',
  };
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  for (const [setting, value] of Object.entries(settings))
    await client.query(`ALTER DATABASE "${name}" SET ${setting} = '${value}'`);
  await client.end();
}

/** Imported without types: they would load a second copy of Pothos, whose global types conflict with those of servers/pothos-schema.ts. */
async function startInProcess(config: Config): Promise<{
  url: string;
  database: { pool: pg.Pool };
  stop(): Promise<void>;
}> {
  const { startPavilion } = await import(new URL('../src/app.ts', import.meta.url).href);
  return startPavilion(config);
}

async function askForLists(databaseUrl: string): Promise<Finding[]> {
  const secret = 'the plans are asked for with a secret of their own';
  const config = readConfig({ PORT: '0', DATABASE_URL: databaseUrl, AUTH_SECRET: secret, LOG_LEVEL: 'warn' });
  const pavilion = await startInProcess(config);
  let plans: Explained[] = [];
  const listening = new WeakSet<object>();
  pavilion.database.pool.on('acquire', (client) => {
    if (listening.has(client)) return;
    listening.add(client);
    client.on('notice', ({ message = '' }) => {
      const start = message.indexOf('{');
      if (message.startsWith('duration:') && start > 0) plans.push(JSON.parse(message.slice(start)));
    });
  });
  try {
    const findings: Finding[] = [];
    for (const list of listQueries(await chooseExamples(databaseUrl))) {
      const variables = list.deepIn ? { after: await cursorOf(pavilion.url, list.deepIn) } : {};
      plans = [];
      await ask(pavilion.url, list.query, variables);
      findings.push(judge(list, plans));
    }
    return findings;
  } finally {
    await pavilion.stop();
  }
}

async function chooseExamples(databaseUrl: string): Promise<{ slug: string; company: string }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ id: string }>('SELECT "id" FROM "Organization" LIMIT 1');
  await client.end();
  return { slug: slugOf(0), company: encodeNodeId('Company', rows[0]!.id) };
}

async function cursorOf(url: string, query: string): Promise<string> {
  const answer = JSON.stringify(await ask(url, query, {}));
  const cursor = /"startCursor":"([^"]+)"/.exec(answer)?.[1];
  if (!cursor) throw new Error(`no cursor in ${answer.slice(0, 200)}`);
  return cursor;
}

async function ask(url: string, query: string, variables: object): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
  if (errors || !data) throw new Error(`${query}\n${JSON.stringify(errors)}`);
  return data;
}

function judge(list: ListQuery, plans: readonly Explained[]): Finding {
  const nodes = plans.flatMap(({ Plan }) => flatten(Plan));
  const wholeTables = nodes
    .filter((node) => node['Node Type'] === 'Seq Scan' && growing.has(node['Relation Name'] ?? ''))
    .map((node) => node['Relation Name']!);
  const rowsRead = nodes.reduce((sum, node) => sum + rowsOf(node), 0);
  const worst = plans.toSorted((a, b) => readBy(b) - readBy(a))[0];
  return {
    list,
    statements: plans.length,
    rowsRead,
    wholeTables: [...new Set(wholeTables)],
    text: worst?.['Query Text'] ?? '',
  };
}

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}

const readBy = ({ Plan }: Explained) => flatten(Plan).reduce((sum, node) => sum + rowsOf(node), 0);

/** The rows that a scan read, including those that it filtered out. */
function rowsOf(node: PlanNode): number {
  if (!node['Node Type'].endsWith('Scan') || node['Node Type'] === 'Subquery Scan') return 0;
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return (node['Actual Rows'] + removed) * node['Actual Loops'];
}

function print({ list, statements, rowsRead, wholeTables, text }: Finding): void {
  const isBad = wholeTables.length > 0;
  const mark = isBad && !list.counts ? 'FAILS' : isBad || rowsRead > manyRows ? 'look ' : 'ok   ';
  const scans = isBad ? `, goes through all of ${wholeTables.join(', ')}` : '';
  console.log(`${mark} ${list.name}: ${statements} statements, ${formatFigure(rowsRead)} rows read${scans}`);
  if (mark !== 'ok   ') console.log(`        ${text.replaceAll(/\s+/g, ' ').trim().slice(0, 700)}`);
}

process.exitCode = (await main()) ? 0 : 1;
