/** Yoga serves what a browser asks for by GET: GraphiQL, and queries in an address. The engine answers for it. */
import { createYoga, type GraphQLParams, type Plugin } from 'graphql-yoga';
import type { Context } from '../graphql/context.ts';
import { requestError } from '../graphql/request-errors.ts';
import { schema } from '../schema.ts';
import { type Engine, RequestRefused } from '../execution/executor.ts';
import { graphiqlOptions } from './graphiql.ts';
import { readQueryString } from './query-string.ts';
import { takeTurn } from '../execution/time-slice.ts';

export interface YogaParts {
  engine: Engine;
  contextOf: (authorization: string | null, languages: string | null) => Promise<Context>;
  allowedOrigins: readonly string[];
}

export function createGraphQL({ engine, contextOf, allowedOrigins }: YogaParts) {
  return createYoga<object, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    logging: false,
    batching: false,
    multipart: false,
    extraParamNames: ['documentId'],
    cors: allowedOrigins.length > 0 && {
      origin: [...allowedOrigins],
      methods: ['GET', 'POST', 'OPTIONS'],
      credentials: false,
    },
    maskedErrors: { maskError: engine.maskError },
    graphiql: graphiqlOptions,
    renderGraphiQL: async (options) =>
      (await import('@graphql-yoga/render-graphiql')).renderGraphiQL(options),
    plugins: [answeredBy(engine, contextOf)],
  });
}

function answeredBy(engine: Engine, contextOf: YogaParts['contextOf']): Plugin {
  return {
    // Yoga's own reading of a query string fails on what is not JSON with an error that nobody foresaw.
    onRequestParse({ request, setRequestParser }) {
      if (request.method === 'GET') setRequestParser(readGet);
    },
    async onParams({ request, params, setResult }) {
      const { headers } = request;
      const context = await contextOf(headers.get('authorization'), headers.get('accept-language'));
      try {
        const turn = takeTurn();
        if (turn) await turn;
        const operation = engine.prepare(context, params);
        if (operation.type !== 'query') {
          const message = 'Queries alone are sent by GET.';
          const error = requestError('BAD_REQUEST', message);
          Object.assign(error.extensions, { http: { status: 405, headers: { allow: 'POST' } } });
          throw new RequestRefused([error]);
        }
        setResult(await engine.execute(operation));
      } catch (error) {
        if (!(error instanceof RequestRefused)) throw error;
        setResult({ errors: error.errors.map(engine.maskError) });
      }
    },
  };
}

function readGet({ url }: Request): GraphQLParams {
  try {
    const params = readQueryString(url);
    // Yoga insists on a query; the engine takes a blank one for none.
    return (params.documentId ? { ...params, query: params.query ?? ' ' } : params) as GraphQLParams;
  } catch (error) {
    // Yoga masks what is thrown here as one error.
    throw error instanceof RequestRefused ? error.errors[0] : error;
  }
}

export type YogaServer = ReturnType<typeof createGraphQL>;
