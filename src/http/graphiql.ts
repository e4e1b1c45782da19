/** GraphiQL at /graphql. It works without the internet and opens with example operations. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { GraphiQLOptions } from 'graphql-yoga';
import Negotiator from 'negotiator';
import { tabs } from './graphiql-tabs.ts';

const graphiqlOptions: GraphiQLOptions = {
  title: 'Pavilion',
  subscriptionsProtocol: 'WS',
  defaultTabs: tabs.map(({ query, headers }) => ({
    query,
    headers: headers ? JSON.stringify(headers, null, 2) : null,
  })),
  shouldPersistHeaders: false,
};
/** The page has 9 MB. A higher quality takes seconds and saves few bytes. */
const brotliQuality = 5;

type Encoding = 'br' | 'gzip' | 'identity';

/** GraphiqlPage renders and compresses the page once, at the first request. */
export class GraphiqlPage {
  #rendered: Promise<Record<Encoding, Buffer>> | null = null;

  async send(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#rendered ??= render();
    const accepted = new Negotiator(request).encodings(['br', 'gzip', 'identity'])[0] ?? 'identity';
    const encoding = accepted as Encoding;
    const body = (await this.#rendered)[encoding];
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-length': body.length,
      ...(encoding !== 'identity' && { 'content-encoding': encoding }),
    });
    response.end(body);
  }
}

/** wantsGraphiql: the request prefers HTML. */
export function wantsGraphiql(request: IncomingMessage): boolean {
  const types = ['application/graphql-response+json', 'application/json', 'text/html'];
  return request.headers.accept !== undefined && new Negotiator(request).mediaTypes(types)[0] === 'text/html';
}

async function render(): Promise<Record<Encoding, Buffer>> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const identity = Buffer.from(renderGraphiQL(graphiqlOptions));
  const params = { [constants.BROTLI_PARAM_QUALITY]: brotliQuality };
  const [br, gzipped] = await Promise.all([
    promisify(brotliCompress)(identity, { params }),
    promisify(gzip)(identity),
  ]);
  return { identity, br, gzip: gzipped };
}
