/** Sends random queries to two servers of one database. One of them compiles. Their responses must be equal, byte for byte. */
import type { GraphQLSchema } from 'graphql';
import { Random } from './random.ts';
import type { RandomOperation } from './random-document.ts';
import { randomQuery } from './random-query.ts';
import type { Known } from './random-value.ts';

export interface Comparing {
  schema: GraphQLSchema;
  /** The URLs of both. */
  compiled: string;
  plain: string;
  seed: number;
  known: Known;
  /** Undefined for a public caller. */
  tokens: readonly (string | undefined)[];
  until: (sent: number) => boolean;
  /** The comparison ends with these. */
  maxDifferences?: number;
}

export interface Difference extends RandomOperation {
  number: number;
  language: string | undefined;
  plain: string;
  compiled: string;
}

export interface CompareReport {
  sent: number;
  withData: number;
  differences: Difference[];
}

export const languages = [
  undefined,
  '*',
  'en',
  'ko',
  'zh-TW, ko;q=0.5',
  'de, fr;q=0.2',
  'not a language',
] as const;
const atOnce = 4;
const defaultMaxDifferences = 5;

export async function compare(comparing: Comparing): Promise<CompareReport> {
  const { schema, seed, known, tokens, until, maxDifferences = defaultMaxDifferences } = comparing;
  const report: CompareReport = { sent: 0, withData: 0, differences: [] };
  let number = 0;
  const worker = async () => {
    while (!until(number) && report.differences.length < maxDifferences) {
      const own = number++;
      const random = new Random(seed * 1_000_003 + own);
      const operation = randomQuery(schema, random, known);
      const asking = {
        operation,
        token: random.of(tokens),
        language: random.of(languages),
        id: `compared-${own}`,
      };
      const [plain, compiled] = await Promise.all([
        ask(comparing.plain, asking),
        ask(comparing.compiled, asking),
      ]);
      report.sent++;
      if (plain.startsWith('200 {"data"')) report.withData++;
      if (comparable(plain) !== comparable(compiled))
        report.differences.push({ number: own, language: asking.language, plain, compiled, ...operation });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return report;
}

interface Failed {
  errors?: unknown[];
  data?: unknown;
}

/**
 * Fields fail in the order in which the database answers, also those that graphql-js executes: it decides about the order of the
 * errors, and which of several errors ends a response that has no data. A compiled response has no errors, so two responses
 * without data only have to be that on both servers.
 */
function comparable(response: string): string {
  if (!response.includes('{"errors":')) return response;
  const status = response.slice(0, 4);
  const { errors = [], data, ...others } = JSON.parse(response.slice(4)) as Failed;
  if (data === null) return `${status}no data`;
  return `${status}${JSON.stringify([errors.map((error) => JSON.stringify(error)).sort(), data, others])}`;
}

interface Asking {
  operation: RandomOperation;
  token: string | undefined;
  language: string | undefined;
  /** The id of both requests, because errors contain it. */
  id: string;
}

/** Whether both servers give the same response, and the response of the one that compiles. */
export async function compareOne(
  { plain, compiled }: Pick<Comparing, 'plain' | 'compiled'>,
  asking: Asking,
): Promise<{ isEqual: boolean; response: string }> {
  const [expected, response] = await Promise.all([ask(plain, asking), ask(compiled, asking)]);
  return { isEqual: comparable(expected) === comparable(response), response };
}

async function ask(url: string, { operation, token, language, id }: Asking): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      'x-request-id': id,
      ...(token && { authorization: `Bearer ${token}` }),
      ...(language && { 'accept-language': language }),
    },
    body: JSON.stringify(operation),
  });
  return `${response.status} ${await response.text()}`;
}

/** How a server has executed its queries so far. */
export async function executionsOf(
  url: string,
  metricsToken: string,
): Promise<Record<'compiled' | 'planned' | 'plain', number>> {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } });
  const text = await response.text();
  const of = (by: string) =>
    Number(
      new RegExp(`^pavilion_query_executions_total\\{by="${by}"\\} (\\d+)`, 'm').exec(text)?.[1] ??
        Number.NaN,
    );
  return { compiled: of('compiled'), planned: of('planned'), plain: of('plain') };
}
