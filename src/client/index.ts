/**
 * `@pavilion-expo/client`: subscriptions that resume without gaps, over graphql-ws or Server-Sent Events, and mutations with a
 * known outcome.
 */
export type { BackoffOptions } from './backoff.ts';
export { type EventStreamOptions, overEventStream } from './event-stream.ts';
export { withFallback } from './fallback.ts';
export {
  type AnnouncementFollower,
  type CursorProblem,
  type FollowOptions,
  followAnnouncements,
  type SequencedAnnouncement,
} from './follow-announcements.ts';
export {
  type KeepOptions,
  keepSubscribed,
  type Subscription,
  type SubscriptionState,
} from './keep-subscribed.ts';
export {
  newIdempotencyKey,
  OutcomeUnknown,
  type RequestOptions,
  request,
  type SettleOptions,
  settle,
} from './request.ts';
export type { ClientScheduler } from './scheduler.ts';
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
