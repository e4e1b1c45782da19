/** StreamSource is the storage from which the hub reads streams. The stream module depends on neither SQL nor GraphQL. */
import type { CursorProblem, StreamState } from './cursor.ts';

export interface Entry {
  sequence: number;
  epoch: string;
  /** The entries before it, and what was made of them, are read again from the source: it has changed what they contain. */
  outdatesEarlier?: boolean;
}

export interface StreamSource<E extends Entry> {
  /** Reads all states with one query. A stream that does not exist is absent from the result. */
  readStates(streamIds: readonly string[]): Promise<ReadonlyMap<string, StreamState>>;
  /** Returns entries in order and without a gap, beginning with sequence `after` + 1. */
  readAfter(streamId: string, after: number, limit: number): Promise<E[]>;
  /** Memory of an entry, in bytes. An estimate is enough. */
  bytesOf(entry: E): number;
}

/** The error code with which the server ends a subscription. */
export type EndReason = CursorProblem | 'SLOW_SUBSCRIBER' | 'UNAVAILABLE';

/** Totals since the process started. */
export interface StreamCounters {
  notifications: number;
  /** Polls that found entries before a notification arrived. */
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
