/** DeskView is the desk as the server sends it. */
import type { Retry } from '../../../client/index.ts';
import type { DeskChangesSubscription, DeskProgrammeItemFragment } from '../../operations.ts';

export type DeskView = DeskChangesSubscription['desk'];
export type Ceremony = DeskView['exhibition']['ceremonies'][number];
export type ProgrammeItem = DeskProgrammeItemFragment;
export type StreamMode = 'LIVE' | 'REHEARSAL';

export type ConnectionState =
  | { name: 'connecting' }
  | { name: 'live' }
  /** `since` is a time of the server, in milliseconds since 1970. */
  | { name: 'offline'; since: number }
  | { name: 'rejected'; code: string; message: string; retry: Retry | null };
