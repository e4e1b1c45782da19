/** Yoga serves what a browser asks for by GET: GraphiQL, and queries in an address. The executor answers for it. */
import { GraphQLError } from 'graphql';
import { createYoga, type GraphQLParams, type Plugin } from 'graphql-yoga';
import { CodedError } from '../errors/coded-error.ts';
import { type Executor, RequestError } from '../execution/executor.ts';
import { yieldToEventLoop } from '../execution/time-slice.ts';
import type { Context } from '../graphql/context.ts';
import { schema } from '../schema.ts';
import { graphiqlOptions } from './graphiql.ts';
import { readQueryString } from './query-string.ts';

export interface YogaParts {
  executor: Executor;
  contextOf: (authorization: string | null, languages: string | null) => Promise<Context>;
  allowedOrigins: readonly string[];
}

export function createGraphQL({ executor, contextOf, allowedOrigins }: YogaParts) {
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
    maskedErrors: { maskError: (error) => withYogaStatus(executor.maskError(error)) },
    graphiql: graphiqlOptions,
    renderGraphiQL: async (options) =>
      (await import('@graphql-yoga/render-graphiql')).renderGraphiQL(options),
    plugins: [answeredBy(executor, contextOf)],
  });
}

function answeredBy(executor: Executor, contextOf: YogaParts['contextOf']): Plugin {
  return {
    // Yoga's own reading of a query string fails on what is not JSON with an error that nobody foresaw.
    onRequestParse({ request, setRequestParser }) {
      if (request.method === 'GET') setRequestParser(readGet);
    },
    async onParams({ request, params, setResult }) {
      const { headers } = request;
      const context = await contextOf(headers.get('authorization'), headers.get('accept-language'));
      try {
        const turn = yieldToEventLoop();
        if (turn) await turn;
        const operation = executor.prepare(context, params);
        if (operation.type !== 'query') {
          const message = 'GET accepts queries only. Send this operation as POST.';
          throw new RequestError([
            new CodedError('BAD_REQUEST', message, { status: 405, headers: { allow: 'POST' } }),
          ]);
        }
        const { errors, ...result } = await executor.execute(operation);
        setResult(errors ? { ...result, errors: errors.map(withYogaStatus) } : result);
      } catch (error) {
        if (!(error instanceof RequestError)) throw error;
        setResult({ errors: error.errors.map((each) => withYogaStatus(executor.maskError(each))) });
      }
    },
  };
}

function readGet({ url }: Request): GraphQLParams {
  try {
    const params = readQueryString(url);
    // Yoga insists on a query; the executor takes a blank one for none.
    return (params.documentId ? { ...params, query: params.query ?? ' ' } : params) as GraphQLParams;
  } catch (error) {
    // Yoga masks what is thrown here as one error.
    throw error instanceof RequestError ? error.errors[0] : error;
  }
}

/** Yoga reads status and headers from `extensions.http`, and removes it before it sends the result. */
function withYogaStatus(error: GraphQLError): GraphQLError {
  if (!(error instanceof CodedError)) return error;
  const { status, headers } = error;
  // The executor leaves `path` out of an error only if it refuses the whole operation.
  const refused = error.path === undefined;
  const http = {
    status: refused ? status.refused : status.field,
    spec: refused && status.refusedInJson !== status.refused,
    headers: { ...headers },
  };
  return new GraphQLError(error.message, {
    nodes: error.nodes,
    source: error.source,
    positions: error.positions,
    path: error.path,
    extensions: { ...error.extensions, ...(http.status !== 200 && { http }) },
  });
}

export type YogaServer = ReturnType<typeof createGraphQL>;
