import {
  overEventStream,
  overWebSocket,
  type TokenSource,
  type Transport,
  withFallback,
} from '../../client/index.ts';
import { apiUrl, socketUrl } from './endpoints.ts';

/** The subscriptions of a page: over a WebSocket, or over event streams where no WebSocket gets through. */
export function connect(token: TokenSource): Transport {
  return withFallback(overWebSocket({ url: socketUrl, token }), overEventStream({ url: apiUrl, token }));
}
