/**
 * Follows a stream of announcements: each one after the cursor, in order, once, for as long as it takes.
 *
 * Exactly once holds for what `onAnnouncement` was given. Begin with the cursor of the snapshot that is shown
 * (`exhibition { stream { cursor } }`, asked for in the same query); after a lost cursor, load that snapshot again.
 */
import type { BackoffOptions } from './backoff.ts';
import { keepSubscribed, type Subscription, type SubscriptionState } from './keep-subscribed.ts';
import type { GraphQLErrorLike, Transport } from './transport.ts';

/** What the operation must select of each announcement. */
export interface Told {
  sequence: number;
  cursor: string;
}

export type CursorProblem = 'CURSOR_INVALID' | 'CURSOR_EXPIRED' | 'CURSOR_AHEAD';

export interface FollowOptions<Announcement extends Told> {
  /** A subscription with the variable `$after: String`, whose field is `announcements`. */
  query: string;
  operationName?: string;
  variables?: Record<string, unknown>;
  /** The cursor of what is shown already. */
  after: string;
  onAnnouncement(announcement: Announcement): void;
  /**
   * The server cannot resume from the cursor: a backup was restored, a database failed over, a rehearsal was reset.
   * Load the snapshot again, show it instead of what was shown, and return its cursor. If this fails, it is called again.
   */
  onCursorLost(problem: CursorProblem): Promise<string> | string;
  onState?: (state: SubscriptionState) => void;
  backoff?: BackoffOptions;
}

export interface Following {
  /** The cursor of the last announcement that was given. */
  readonly cursor: string;
  /** Ends this connection and begins the next one at once: when a phone wakes up, say. */
  restart(): void;
  stop(): void;
}

export function followAnnouncements<Announcement extends Told>(
  transport: Transport,
  options: FollowOptions<Announcement>,
): Following {
  const { query, operationName, variables, onAnnouncement, onCursorLost, onState, backoff } = options;
  let cursor = options.after;
  /** Of the last announcement; null while only its cursor is known. */
  let sequence: number | null = null;

  const take = (announcement: Announcement) => {
    // The server promises that neither happens; a screen is not the place to take its word for it.
    if (sequence !== null && announcement.sequence <= sequence) return;
    if (sequence !== null && announcement.sequence > sequence + 1) return subscription.restart();
    onAnnouncement(announcement);
    sequence = announcement.sequence;
    cursor = announcement.cursor;
  };

  const recover = async (errors: readonly GraphQLErrorLike[]): Promise<boolean> => {
    const problem = cursorProblemIn(errors);
    if (problem === null) return false;
    try {
      cursor = await onCursorLost(problem);
      sequence = null;
      return true;
    } catch {
      return false;
    }
  };

  const subscription: Subscription = keepSubscribed(transport, {
    operation: () => ({
      query,
      ...(operationName && { operationName }),
      variables: {
        ...variables,
        // graphql-ws keeps what it was given and sends it again after some ends of a connection.
        get after() {
          return cursor;
        },
      },
    }),
    onResult: ({ data }) => take((data as { announcements: Announcement }).announcements),
    onRefused: recover,
    onState,
    backoff,
  });

  return {
    get cursor() {
      return cursor;
    },
    restart: () => subscription.restart(),
    stop: () => subscription.stop(),
  };
}

function cursorProblemIn(errors: readonly GraphQLErrorLike[]): CursorProblem | null {
  const error = errors.find(({ extensions }) => extensions?.retry === 'NEW_SNAPSHOT');
  return (error?.extensions?.code as CursorProblem | undefined) ?? null;
}
