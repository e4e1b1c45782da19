/** GraphiQL at /graphql. It works without the internet and opens with example operations. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { GraphiQLOptions } from 'graphql-yoga';
import { acceptedEncoding } from './accept.ts';
import { etagOf, isUnchanged } from './etag.ts';
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

interface Rendered {
  body: Buffer;
  /** Each encoding has its own, because its bytes differ. */
  etag: string;
}

/** GraphiqlPage renders and compresses the page once, when it is first asked for. */
export class GraphiqlPage {
  #rendered: Promise<Record<Encoding, Rendered>> | null = null;

  async send(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#rendered ??= render();
    const encoding = acceptedEncoding(request, ['br', 'gzip']);
    const { body, etag } = (await this.#rendered)[encoding ?? 'identity'];
    response.appendHeader('vary', 'Accept, Accept-Encoding');
    const headers = { 'cache-control': 'no-cache', etag };
    if (isUnchanged(request, etag)) return void response.writeHead(304, headers).end();
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/html; charset=utf-8',
      'content-length': body.length,
      ...(encoding && { 'content-encoding': encoding }),
    });
    response.end(body);
  }
}

async function render(): Promise<Record<Encoding, Rendered>> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const identity = Buffer.from(renderGraphiQL(graphiqlOptions));
  const params = { [constants.BROTLI_PARAM_QUALITY]: brotliQuality };
  const [br, gzipped] = await Promise.all([
    promisify(brotliCompress)(identity, { params }),
    promisify(gzip)(identity),
  ]);
  const rendered = (body: Buffer) => ({ body, etag: etagOf(body) });
  return { identity: rendered(identity), br: rendered(br), gzip: rendered(gzipped) };
}
