/** Yoga serves what a browser asks for by GET: GraphiQL, and queries in an address. The engine answers for it. */
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Context } from '../graphql/context.ts';
import { requestError } from '../graphql/request-errors.ts';
import { schema } from '../schema.ts';
import { type Engine, RequestRefused } from './engine.ts';
import { graphiqlOptions } from './graphiql.ts';

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
    cors: { origin: [...allowedOrigins], methods: ['GET', 'POST', 'OPTIONS'], credentials: false },
    maskedErrors: { maskError: engine.maskError },
    graphiql: graphiqlOptions,
    renderGraphiQL: async (options) =>
      (await import('@graphql-yoga/render-graphiql')).renderGraphiQL(options),
    plugins: [answeredBy(engine, contextOf)],
  });
}

function answeredBy(engine: Engine, contextOf: YogaParts['contextOf']): Plugin {
  return {
    async onParams({ request, params, setResult }) {
      const { headers } = request;
      const context = await contextOf(headers.get('authorization'), headers.get('accept-language'));
      try {
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

export type YogaServer = ReturnType<typeof createGraphQL>;
