/** GET /feeds/…: the public rows of an exhibition, for programs that ask again every second. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Pipeline } from '../execution/pipeline.ts';
import type { FeedPath } from '../feeds/feed-path.ts';
import { readFeed } from '../feeds/feeds.ts';
import { feedMediaTypes } from '../feeds/write-feed.ts';
import { etagOf, isUnchanged } from './etag.ts';

export interface FeedParts {
  pipeline: Pick<Pipeline, 'run'>;
}

/** False if there is no such exhibition. Throws the error that the caller receives. */
export async function sendFeed(
  { pipeline }: FeedParts,
  path: FeedPath,
  address: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const query = new URLSearchParams(request.url?.split('?', 2)[1] ?? '');
  const language = query.get('lang') || null;
  const languages = request.headers['accept-language'] ?? null;
  const body = await readFeed(pipeline, { path, language, caller: { address, languages } });
  if (!body) return false;
  const etag = etagOf(body);
  response.appendHeader('vary', 'Accept-Language');
  const headers = {
    etag,
    // A cache asks before each use whether it is still right.
    'cache-control': 'public, no-cache',
  };
  if (isUnchanged(request, etag)) {
    response.writeHead(304, headers).end();
    return true;
  }
  response.writeHead(200, {
    ...headers,
    'content-type': feedMediaTypes[path.format],
    'content-length': body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  return true;
}
