import {
  overEventStream,
  overWebSocket,
  type TokenSource,
  type Transport,
  withFallback,
} from '../../client/index.ts';
import { apiUrl, socketUrl } from './endpoints.ts';

/** The transport for the subscriptions of a page: a WebSocket, or event streams if no WebSocket can be opened. */
export function connect(token: TokenSource): Transport {
  return withFallback(overWebSocket({ url: socketUrl, token }), overEventStream({ url: apiUrl, token }));
}
