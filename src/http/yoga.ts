/** Yoga serves GraphQL over HTTP. The pipeline determines the outcome of each request. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createYoga, type GraphQLParams, type Plugin } from 'graphql-yoga';
import type { Pipeline } from '../execution/pipeline.ts';
import type { Caller } from '../execution/request.ts';
import { schema } from '../schema.ts';
import { type HttpResult, runHttp } from './http-transport.ts';

interface NodeContext {
  req: IncomingMessage;
  res: ServerResponse;
}

export interface YogaParts {
  pipeline: Pipeline;
  callerOf: (request: IncomingMessage) => Caller;
}

export function createYogaHandler(parts: YogaParts) {
  const { pipeline } = parts;
  return createYoga<NodeContext>({
    schema,
    // The routes are in http/server.ts.
    graphqlEndpoint: '*',
    landingPage: false,
    logging: false,
    batching: false,
    multipart: false,
    // http/cors.ts sets the headers of every response of the endpoint.
    cors: false,
    // For errors of Yoga itself. The pipeline masks those of operations.
    maskedErrors: { maskError: pipeline.maskError },
    // http/graphiql.ts serves it.
    graphiql: false,
    plugins: [runsPipeline(parts)],
  });
}

export type YogaHandler = ReturnType<typeof createYogaHandler>;

function runsPipeline({ pipeline, callerOf }: YogaParts): Plugin<NodeContext> {
  return {
    onRequestParse({ setRequestParser }) {
      // The pipeline decodes the request. Yoga requires a document before it calls onParams.
      setRequestParser(() => ({ query: '{ __typename }' }) as GraphQLParams);
    },
    async onParams({ context, setResult }) {
      const { req, res } = context as unknown as NodeContext;
      setResult((await runHttp(pipeline, callerOf(req), req, res)) as object);
    },
    onResultProcess({ result, setResultProcessor }) {
      if (!result || !('body' in result)) return;
      const { status, headers, body } = result as unknown as HttpResult;
      const entries = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
      setResultProcessor(
        (_result, fetchAPI) =>
          new fetchAPI.Response(body as Uint8Array<ArrayBuffer>, { status, headers: [...entries] as never }),
        String(headers['content-type']),
      );
    },
  };
}
