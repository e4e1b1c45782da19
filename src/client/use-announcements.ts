import { useEffect, useRef, useState } from 'react';
import {
  type AnnouncementFollower,
  type FollowOptions,
  followAnnouncements,
  type SequencedAnnouncement,
} from './follow-announcements.ts';
import type { SubscriptionState } from './keep-subscribed.ts';
import type { Transport } from './transport.ts';

export interface AnnouncementsOptions<Announcement extends SequencedAnnouncement>
  extends Pick<
    FollowOptions<Announcement>,
    'query' | 'operationName' | 'variables' | 'onCursorLost' | 'backoff' | 'scheduler'
  > {
  /** The cursor of the snapshot that is shown. Nothing is followed before there is one; later values change nothing. */
  after: string | null | undefined;
  /** How many announcements are kept, the newest ones. Default 50. */
  keep?: number;
  /** Called once for each announcement, in order, for example to write it to the cache of a GraphQL client. */
  onAnnouncement?: (announcement: Announcement) => void;
}

export interface FollowedAnnouncements<Announcement> {
  /** The newest announcements since the snapshot, oldest first. */
  announcements: readonly Announcement[];
  state: SubscriptionState;
  /** Ends this connection and opens the next one immediately. */
  restart(): void;
}

const none: readonly never[] = [];

/**
 * useAnnouncements follows the announcements after a snapshot while the component is mounted. It begins again from `after` if the
 * transport, the query or the variables change. All components may share one transport, which the caller creates outside of
 * rendering.
 */
export function useAnnouncements<Announcement extends SequencedAnnouncement>(
  transport: Transport,
  options: AnnouncementsOptions<Announcement>,
): FollowedAnnouncements<Announcement> {
  const { query, operationName, variables, after, keep = 50 } = options;
  const [announcements, setAnnouncements] = useState<readonly Announcement[]>(none);
  const [state, setState] = useState<SubscriptionState>({ name: 'connecting' });
  const follower = useRef<AnnouncementFollower>(undefined);
  const current = useRef({ ...options, keep });
  // Callbacks are those of the last rendering, and begin nothing again.
  useEffect(() => {
    current.current = { ...options, keep };
  });

  const isReady = typeof after === 'string';
  const variablesText = JSON.stringify(variables ?? {});
  // A later cursor of the snapshot is no reason to begin again.
  useEffect(() => {
    if (!isReady) return;
    const { backoff, scheduler } = current.current;
    setAnnouncements(none);
    const followed = followAnnouncements<Announcement>(transport, {
      query,
      ...(operationName !== undefined && { operationName }),
      variables: JSON.parse(variablesText),
      after,
      onAnnouncement(announcement) {
        setAnnouncements((shown) => [...shown, announcement].slice(-current.current.keep));
        current.current.onAnnouncement?.(announcement);
      },
      async onCursorLost(problem) {
        const cursor = await current.current.onCursorLost(problem);
        setAnnouncements(none);
        return cursor;
      },
      onState: setState,
      ...(backoff && { backoff }),
      ...(scheduler && { scheduler }),
    });
    follower.current = followed;
    return () => followed.stop();
  }, [transport, query, operationName, variablesText, isReady]);

  const [restart] = useState(() => () => follower.current?.restart());
  return { announcements, state, restart };
}
