import type { IncomingMessage } from 'node:http';

/**
 * Whether a browser may open a stream from the page it is on. WebSocket and EventSource know no CORS check of
 * their own, so a page elsewhere could ride on the user's network position. Programs send no Origin and may.
 */
export function createOriginCheck(allowedOrigins: readonly string[]): (request: IncomingMessage) => boolean {
  return ({ headers }) => {
    const { origin, host } = headers;
    if (origin === undefined) return true;
    if (allowedOrigins.includes(origin)) return true;
    return URL.canParse(origin) && new URL(origin).host === host;
  };
}
