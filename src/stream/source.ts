/** What the hub asks of the record. The stream knows no SQL, no GraphQL and no exhibition: it numbers entries. */
import type { CursorProblem, StreamState } from './cursor.ts';

export interface Entry {
  sequence: number;
  epoch: string;
}

export interface StreamSource<E extends Entry> {
  /** One question for all streams that are listened to. A stream that is gone is missing in the answer. */
  readStates(streamIds: readonly string[]): Promise<ReadonlyMap<string, StreamState>>;
  /** In order, without a gap, from `after` + 1. */
  readAfter(streamId: string, after: number, limit: number): Promise<E[]>;
}

/** Why a subscription ends that its client did not end. The names are error codes. */
export type EndReason = CursorProblem | 'SLOW_SUBSCRIBER' | 'UNAVAILABLE';

/** Plain numbers that only grow, for whoever watches. */
export interface StreamCounters {
  notifications: number;
  /** Polls that found something which no hint had told of. */
  missedNotifications: number;
  /** Notifier of what the record does not show: forged, or of what was lost. */
  unfoundedNotifications: number;
  /** Subscriptions that began at a cursor which cannot be resumed from. */
  refusedCursors: number;
  failedPolls: number;
  /** Pages of the record that were read for replays. */
  replayPages: number;
  /** Members that were ended because they could take nothing for too long. */
  slowEnded: number;
}

export interface StreamLog {
  warn(details: object, message: string): void;
}
