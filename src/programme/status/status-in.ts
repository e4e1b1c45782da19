import type { StreamMode } from '../../announcements/content.ts';

/** The status of a ceremony, a deal or a speech in a stream: the rehearsal has one of its own. */
export function statusIn<Status>(
  mode: StreamMode,
  { status, rehearsalStatus }: { status: Status; rehearsalStatus: Status },
): Status {
  return mode === 'LIVE' ? status : rehearsalStatus;
}
