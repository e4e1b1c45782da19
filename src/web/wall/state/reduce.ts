/**
 * reduce makes the next WallState of the previous one and an event. It is pure: the session supplies events and times.
 *
 * Invariants: announcements are applied in order and once; a lost connection does not remove what is shown; `behind`
 * ends with the next announcement.
 */
import type { WallMoveFragment } from '../../operations.ts';
import { applyAnnouncement, contentOfSnapshot, emptyContent } from './content.ts';
import type { WallSettings } from './control.ts';
import type { Announcement, ConnectionState, Exhibition, StreamMode, WallState } from './wall-state.ts';

export type WallEvent =
  | { type: 'snapshot-loaded'; exhibition: Exhibition; mode: StreamMode }
  /** The first snapshot could not be loaded. The session tries again. */
  | { type: 'snapshot-failed'; at: number }
  | { type: 'replay-started'; exhibition: Exhibition }
  /** `at`: when it arrived, in milliseconds since 1970. */
  | { type: 'announced'; announcement: Announcement; at: number }
  | { type: 'connected' }
  | { type: 'disconnected'; at: number }
  | { type: 'rejected' }
  | { type: 'exhibition-unknown' }
  /** The desk has set something for this wall. */
  | { type: 'settings-received'; settings: WallSettings }
  /** The sequence of the stream, from a query that was sent while the wall showed the sequence `shown`. */
  | { type: 'head-checked'; head: number; shown: number };

export function reduce(state: WallState, event: WallEvent): WallState {
  const { content, connection } = state;
  switch (event.type) {
    case 'snapshot-loaded':
      return {
        ...state,
        exhibition: event.exhibition,
        content: contentOfSnapshot(event.exhibition, event.mode, event.mode === state.mode ? content : null),
        connection: connection.name === 'live' ? connection : { name: 'connecting' },
        mode: event.mode,
      };
    case 'snapshot-failed':
      return connection.name === 'connecting' ? offlineSince(state, event.at) : state;
    case 'replay-started':
      return {
        ...state,
        exhibition: event.exhibition,
        content: emptyContent(event.exhibition.reportingCurrency),
        connection: { name: 'live' },
      };
    case 'announced': {
      if (!content) return state;
      const next = applyAnnouncement(content, event.announcement, event.at);
      if (next === content) return state;
      const exhibition = state.exhibition && withPlan(state.exhibition, event.announcement);
      return { ...state, exhibition, content: next, connection: caughtUp(connection) };
    }
    case 'connected':
      // An open connection does not prove that the wall is up to date, so `behind` stays until an announcement
      // arrives.
      return isConnected(connection) ? state : { ...state, connection: { name: 'live' } };
    case 'disconnected':
      return connection.name === 'offline' ? state : offlineSince(state, event.at);
    case 'rejected':
      return { ...state, connection: { name: 'rejected' } };
    case 'exhibition-unknown':
      return { ...state, connection: { name: 'unknown-exhibition' } };
    case 'settings-received':
      return { ...state, settings: event.settings };
    case 'head-checked': {
      if (!isConnected(connection) || content?.sequence !== event.shown) return state;
      const by = event.head - event.shown;
      return { ...state, connection: by > 0 ? { name: 'behind', by } : caughtUp(connection) };
    }
  }
}

/**
 * The exhibition with the plan of a ceremony that was postponed, renamed, moved or cancelled, and with its status: walls
 * count down to the next one.
 */
function withPlan(exhibition: Exhibition, announcement: Announcement): Exhibition {
  const change = planIn(announcement);
  if (!change) return exhibition;
  const { id, venues, ...plan } = change;
  const moved = venues && { venues: venues.map(({ id: venue }) => ({ id: venue })) };
  const ceremonies = exhibition.ceremonies.map((each) =>
    each.id === id ? { ...each, ...plan, ...moved } : each,
  );
  return { ...exhibition, ceremonies, venues: withVenues(exhibition.venues, venues ?? []) };
}

/** A venue may be new, or have another name than when the wall was opened. */
function withVenues(known: Exhibition['venues'], announced: Exhibition['venues']): Exhibition['venues'] {
  const changed = known.map((venue) => announced.find(({ id }) => id === venue.id) ?? venue);
  return [...changed, ...announced.filter(({ id }) => !known.some((venue) => venue.id === id))];
}

type Plan = Pick<Exhibition['ceremonies'][number], 'id'> &
  Partial<Omit<Exhibition['ceremonies'][number], 'venues'>> & { venues?: Exhibition['venues'] };

const statusAfter = {
  CeremonyOpened: 'OPEN',
  CeremonyReopened: 'OPEN',
  CeremonyClosed: 'CLOSED',
  CeremonyCancelled: 'CANCELLED',
} as const;

function planIn(announcement: Announcement): Plan | null {
  if (announcement.__typename in statusAfter) {
    const { __typename, ceremony } = announcement as Extract<
      Announcement,
      { __typename: keyof typeof statusAfter }
    >;
    return { id: ceremony.ceremonyId, status: statusAfter[__typename] };
  }
  if (announcement.__typename !== 'CeremonyUpdated') return null;
  const { ceremonyId: id, nameTranslations, startsAt } = announcement.ceremony;
  // Only the subscription selects the venues. They are null in an announcement before 0.4.
  const { venues } = announcement.ceremony as Partial<WallMoveFragment>;
  // An announcement before 0.3 has no start.
  return { id, nameTranslations, ...(startsAt != null && { startsAt }), ...(venues != null && { venues }) };
}

function offlineSince(state: WallState, since: number): WallState {
  return { ...state, connection: { name: 'offline', since } };
}

function isConnected({ name }: ConnectionState): boolean {
  return name === 'live' || name === 'behind';
}

function caughtUp(connection: ConnectionState): ConnectionState {
  return connection.name === 'behind' ? { name: 'live' } : connection;
}
