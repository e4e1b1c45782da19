/**
 * followAnnouncements delivers each announcement after a cursor, in order and exactly once, across all connections.
 *
 * Begin with the cursor of the snapshot that is shown (`exhibition { stream { cursor } }`, in the same query). If the
 * cursor can no longer be resumed, load that snapshot again.
 */
import type { BackoffOptions } from './backoff.ts';
import { keepSubscribed, type Subscription, type SubscriptionState } from './keep-subscribed.ts';
import { report } from './report.ts';
import { type ClientScheduler, systemScheduler } from './scheduler.ts';
import { ConnectionBroken, type GraphQLErrorLike, type Transport } from './transport.ts';

/** The fields that the operation must select of each announcement. */
export interface SequencedAnnouncement {
  sequence: number;
  cursor: string;
}

export type CursorProblem = 'CURSOR_INVALID' | 'CURSOR_EXPIRED' | 'CURSOR_AHEAD';

export interface FollowOptions<Announcement extends SequencedAnnouncement> {
  /** A subscription with the variable `$after: String`. Its root field is `announcements`. */
  query: string;
  operationName?: string;
  variables?: Record<string, unknown>;
  /** The cursor of the snapshot that is shown. */
  after: string;
  /** If it throws, the error is reported as uncaught, and the next announcement follows: it would throw again. */
  onAnnouncement(announcement: Announcement): void;
  /**
   * The server cannot resume from the cursor: a backup was restored, the database failed over, or a rehearsal was reset.
   * Load the snapshot again, show it in place of what is shown, and return its cursor. If it fails, it is called again; an
   * error other than ConnectionBroken is reported as uncaught.
   */
  onCursorLost(problem: CursorProblem): Promise<string> | string;
  onState?: (state: SubscriptionState) => void;
  backoff?: BackoffOptions;
  scheduler?: ClientScheduler;
}

export interface AnnouncementFollower {
  /** The cursor of the last announcement that was delivered. */
  readonly cursor: string;
  /** Ends this connection and opens the next one immediately, for example when a phone wakes up. */
  restart(): void;
  stop(): void;
}

export function followAnnouncements<Announcement extends SequencedAnnouncement>(
  transport: Transport,
  options: FollowOptions<Announcement>,
): AnnouncementFollower {
  const { query, operationName, variables, onAnnouncement, onCursorLost, onState, backoff } = options;
  const { scheduler = systemScheduler } = options;
  let cursor = options.after;
  /** The sequence of the last announcement. Null before the first one after a snapshot. */
  let sequence: number | null = null;

  /** False if it does not follow the last announcement, or is null because of an error. */
  const receive = (announcement: Announcement | null): boolean => {
    if (!announcement) return false;
    // The server promises that there are no duplicates and no gaps. The client checks it anyway.
    if (sequence !== null && announcement.sequence <= sequence) return true;
    if (sequence !== null && announcement.sequence > sequence + 1) return false;
    sequence = announcement.sequence;
    cursor = announcement.cursor;
    onAnnouncement(announcement);
    return true;
  };

  const loadSnapshot = async (errors: readonly GraphQLErrorLike[]): Promise<boolean> => {
    const problem = findCursorProblem(errors);
    if (problem === null) return false;
    try {
      const loaded: unknown = await onCursorLost(problem);
      if (typeof loaded !== 'string')
        throw new TypeError('onCursorLost must return the cursor of the snapshot.');
      cursor = loaded;
      sequence = null;
      return true;
    } catch (error) {
      // A network that is away is no fault of the page.
      if (!(error instanceof ConnectionBroken)) report(scheduler, error);
      return false;
    }
  };

  const subscription: Subscription = keepSubscribed(transport, {
    operation: () => ({
      query,
      ...(operationName && { operationName }),
      variables: {
        ...variables,
        // A getter, because graphql-ws may send the same operation object again on a new connection.
        get after() {
          return cursor;
        },
      },
    }),
    onResult: ({ data }) => receive((data as { announcements: Announcement | null }).announcements),
    onRejected: loadSnapshot,
    onState,
    backoff,
    scheduler,
  });

  return {
    get cursor() {
      return cursor;
    },
    restart: () => subscription.restart(),
    stop: () => subscription.stop(),
  };
}

function findCursorProblem(errors: readonly GraphQLErrorLike[]): CursorProblem | null {
  const error = errors.find(({ extensions }) => extensions?.retry === 'NEW_SNAPSHOT');
  return (error?.extensions?.code as CursorProblem | undefined) ?? null;
}
