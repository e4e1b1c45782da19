import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Tracing } from './tracing.ts';

export type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Asked every second, by machines. */
const untraced = /\/(health\/\w+|metrics)$/;

/**
 * traceRequests gives each request a span, below the `traceparent` that it has. Without tracing it returns `serve` itself. Event
 * streams have none: they last for hours, and each delivery has its own.
 */
export function traceRequests(
  tracing: Tracing | null,
  pathOf: (request: IncomingMessage) => string,
  serve: Serve,
): Serve {
  if (!tracing) return serve;
  return (request, response) => {
    const path = pathOf(request);
    const { method = 'GET', headers } = request;
    if (untraced.test(path) || headers.accept?.includes('text/event-stream')) return serve(request, response);
    const { traceparent } = headers;
    const start = {
      kind: 'server' as const,
      attributes: { 'http.request.method': method, 'url.path': path },
      parent: typeof traceparent === 'string' ? traceparent : null,
    };
    const name = path === '/graphql' ? `${method} ${path}` : method;
    return tracing.run(name, start, async (span) => {
      const closed = new Promise<void>((resolve) => response.once('close', resolve));
      await serve(request, response);
      await closed;
      span.set({ 'http.response.status_code': response.statusCode });
    });
  };
}
