/** The servers that queries are measured on, and how each of them is queried. */
import { encodeNodeId } from '../src/graphql/global-id.ts';
import type { BenchRun } from './bench-run.ts';
import { startPavilionServer } from './pavilion-server.ts';
import { answerOfPostGraphile, requestForPostGraphile } from './postgraphile-questions.ts';
import { type QuestionName, requestFor, type Subject } from './questions.ts';
import { type ServerProcess, startServer } from './server-process.ts';

/**
 * Hot: the same request repeatedly, with the contender's response cache. Cold: the cache is off, or no two requests have
 * the same Accept-Language header, so that no cached response is served.
 */
export type Temperature = 'cold' | 'hot';

export interface QueryContender {
  name: string;
  temperature: Temperature;
  start(run: BenchRun, databaseUrl: string): Promise<ServerProcess>;
  request(question: QuestionName, subject: Subject): { query: string; variables: object };
  /** The data in the form in which the floor responds. */
  answer(question: QuestionName, data: unknown): unknown;
}

export const queryContenders: readonly QueryContender[] = [
  server('floor-sql', 'cold'),
  pavilion('cold'),
  server('query-yoga', 'cold'),
  server('query-mercurius', 'cold'),
  server('query-apollo', 'cold'),
  server('query-loaders', 'cold'),
  {
    ...server('query-postgraphile', 'cold'),
    request: requestForPostGraphile,
    answer: answerOfPostGraphile,
  },
  server('floor-cached', 'hot'),
  pavilion('hot'),
  server('query-yoga', 'hot'),
  server('query-apollo', 'hot'),
  server('query-loaders', 'hot'),
];

function server(name: string, temperature: Temperature): QueryContender {
  return {
    name,
    temperature,
    start: ({ options }, databaseUrl) =>
      startServer({
        file: `./servers/${name}.ts`,
        environment: { DATABASE_URL: databaseUrl, ...(temperature === 'hot' && { HOT: 'true' }) },
        profile: options.profile === name,
      }),
    request: requestFor,
    answer: asIs,
  };
}

function pavilion(temperature: Temperature): QueryContender {
  return {
    name: 'pavilion',
    temperature,
    start: ({ services, options }, databaseUrl) =>
      startPavilionServer({
        databaseUrl,
        redisUrl: services.redisUrl,
        profile: options.profile === 'pavilion',
      }),
    request: (question, subject) => requestFor(question, subject, (uuid) => encodeNodeId('Deal', uuid)),
    answer: asIs,
  };
}

function asIs(_question: QuestionName, data: unknown): unknown {
  return data;
}
