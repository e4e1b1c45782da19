import { keepSubscribed, type Subscription } from '../../client/index.ts';
import { connect } from '../api/connect.ts';
import { serverClock } from '../api/server-clock.ts';
import { DeskChanges, type DeskChangesSubscription } from '../operations.ts';
import type { ConnectionState, DeskView, StreamMode } from './state/desk-view.ts';

export interface DeskSubscriptionOptions {
  slug: string;
  mode: StreamMode;
  language: string;
  token: () => string | null;
  onView(view: DeskView): void;
  onConnection(connection: ConnectionState): void;
}

/** Subscribes to the state of the desk, and reconnects without limit. */
export function subscribeToDesk(options: DeskSubscriptionOptions): Subscription {
  const { slug, mode, language, token, onView, onConnection } = options;
  let isOffline = false;
  const change = (connection: ConnectionState) => {
    isOffline = connection.name === 'offline';
    onConnection(connection);
  };
  return keepSubscribed(connect(token), {
    operation: () => ({
      query: DeskChanges.query,
      operationName: DeskChanges.operationName,
      variables: { exhibition: slug, mode, language },
    }),
    onResult({ data }) {
      onView((data as unknown as DeskChangesSubscription).desk);
      return true;
    },
    onState(state) {
      if (state.name === 'live') change({ name: 'live' });
      else if (state.name === 'waiting') {
        const { message, retry } = state.problem;
        if (retry === 'NEW_TOKEN') change({ name: 'rejected', code: 'UNAUTHENTICATED', message, retry });
        else if (!isOffline) change({ name: 'offline', since: serverClock.now() });
      } else if (state.name === 'rejected') {
        const { message = '?', extensions } = state.errors[0] ?? {};
        const { code = 'NONE', retry = null } = extensions ?? {};
        change({ name: 'rejected', code, message, retry });
      }
    },
  });
}
