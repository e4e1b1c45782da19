/**
 * WallState contains everything that a wall shows. The number of its signings is limited, however long the ceremony
 * is.
 */
import type { Texts } from '../../format/localized-texts.ts';
import type {
  WallAnnouncementFragment,
  WallDealFragment,
  WallSettingsFragment,
  WallSnapshotQuery,
  WallSpeechFragment,
  WallTotalsFragment,
} from '../../operations.ts';

export type Announcement = WallAnnouncementFragment;
export type Exhibition = NonNullable<WallSnapshotQuery['exhibition']>;
export type StreamMode = 'LIVE' | 'REHEARSAL';

export interface WallState {
  /** Null until the first snapshot. */
  exhibition: Exhibition | null;
  /** Null until the first snapshot. Kept while the connection is lost. */
  content: WallContent | null;
  connection: ConnectionState;
  /** What the desk has set for this wall. Null until it is known. */
  settings: WallSettingsFragment | null;
  /** The stream that is shown. */
  mode: StreamMode;
}

export type ConnectionState =
  | { name: 'connecting' }
  | { name: 'live' }
  /** `since` is a time of the server, in milliseconds since 1970. */
  | { name: 'offline'; since: number }
  /** The connection is open, and the stream is `by` announcements ahead of the wall. */
  | { name: 'behind'; by: number }
  | { name: 'rejected' }
  | { name: 'unknown-exhibition' };

export type Phase = 'before' | 'live' | 'after';

export interface WallContent {
  phase: Phase;
  ceremonyName: Texts | null;
  /** Ids of the ceremonies that are open. Two of them may be, in two halls. */
  openCeremonies: readonly string[];
  /** The most recently announced first. */
  signings: readonly Signing[];
  /** In progress, or finished since the last signing. */
  speech: ShownSpeech | null;
  notice: Notice | null;
  totals: WallTotalsFragment;
  /** Codes of industries in the order of their first deal, so that each keeps its place and colour. */
  industryOrder: readonly string[];
  /** The sequence of the newest announcement that is shown; 0 before the first. */
  sequence: number;
}

export interface Signing {
  deal: WallDealFragment;
  status: 'signed' | 'corrected' | 'retracted';
  /** The sequence of the newest announcement about the deal. */
  sequence: number;
  announcedAt: string;
  /** In milliseconds since 1970. */
  receivedAt: number;
  /** The deal before its correction; null unless it is corrected. */
  before: WallDealFragment | null;
  reason: Texts;
}

export interface ShownSpeech {
  speech: WallSpeechFragment;
  isFinished: boolean;
  sequence: number;
  /** In milliseconds since 1970. */
  receivedAt: number;
}

export interface Notice {
  text: Texts;
  sequence: number;
  /** In milliseconds since 1970. */
  receivedAt: number;
}

export const initialState: WallState = {
  exhibition: null,
  content: null,
  connection: { name: 'connecting' },
  settings: null,
  mode: 'LIVE',
};
