/** StreamSource is where the hub reads streams from. The stream module knows no SQL, no GraphQL and no exhibition. */
import type { CursorProblem, StreamState } from './cursor.ts';

export interface Entry {
  sequence: number;
  epoch: string;
}

export interface StreamSource<E extends Entry> {
  /** One query for all streams. The result lacks a stream that does not exist. */
  readStates(streamIds: readonly string[]): Promise<ReadonlyMap<string, StreamState>>;
  /** In order, without a gap, from `after` + 1. */
  readAfter(streamId: string, after: number, limit: number): Promise<E[]>;
  /** Memory of an entry, in bytes. An estimate is enough. */
  bytesOf(entry: E): number;
}

/** Why the server ends a subscription. The names are error codes. */
export type EndReason = CursorProblem | 'SLOW_SUBSCRIBER' | 'UNAVAILABLE';

/** Totals since the process started. */
export interface StreamCounters {
  notifications: number;
  /** Polls that found entries before a notification did. */
  missedNotifications: number;
  /** Notifications of entries that the source does not have: forged, or lost by a failover. */
  unfoundedNotifications: number;
  /** Subscriptions with a cursor that cannot be resumed. */
  rejectedCursors: number;
  failedPolls: number;
  /** Pages read from the source for replays. */
  replayPages: number;
  /** Members ended with SLOW_SUBSCRIBER. */
  slowSubscribers: number;
}

export interface StreamLog {
  warn(details: object, message: string): void;
}
