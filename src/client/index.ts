/** `pavilion/client`: come back right, over graphql-ws or over Server-Sent Events. */
export type { BackoffOptions } from './backoff.ts';
export { type EventStreamOptions, overEventStream } from './event-stream.ts';
export {
  type CursorProblem,
  type Following,
  type FollowOptions,
  followAnnouncements,
  type Told,
} from './follow-announcements.ts';
export {
  type KeepOptions,
  keepSubscribed,
  type Subscription,
  type SubscriptionState,
} from './keep-subscribed.ts';
export { newIdempotencyKey, type RequestOptions, request, type SettleOptions, settle } from './request.ts';
export {
  ConnectionBroken,
  type GraphQLErrorLike,
  type Operation,
  type Result,
  type Retry,
  type TokenSource,
  type Transport,
} from './transport.ts';
export { overWebSocket, type WebSocketOptions } from './web-socket.ts';
