/** The desk as the server sees it, kept up to date for ever. */
import { keepSubscribed, overWebSocket, type Retry, type Subscription } from '../../client/index.ts';
import { DeskChanges, type DeskChangesSubscription } from '../operations.ts';
import { socketUrl } from '../page-address.ts';

export type DeskView = DeskChangesSubscription['desk'];
export type Mode = 'LIVE' | 'REHEARSAL';

export type DeskLink =
  | { name: 'connecting' }
  | { name: 'live' }
  | { name: 'offline'; since: number }
  | { name: 'refused'; code: string; message: string; retry: Retry | null };

export interface DeskFeedOptions {
  slug: string;
  mode: Mode;
  language: string;
  token: () => string | null;
  onView(view: DeskView): void;
  onLink(link: DeskLink): void;
}

export function followDesk({ slug, mode, language, token, onView, onLink }: DeskFeedOptions): Subscription {
  let link: DeskLink = { name: 'connecting' };
  const set = (next: DeskLink) => {
    link = next;
    onLink(next);
  };
  const transport = overWebSocket({ url: socketUrl, token });
  return keepSubscribed(transport, {
    operation: () => ({
      query: DeskChanges.query,
      operationName: DeskChanges.operationName,
      variables: { exhibition: slug, mode, language },
    }),
    onResult: ({ data }) => onView((data as unknown as DeskChangesSubscription).desk),
    onState(state) {
      if (state.name === 'live') set({ name: 'live' });
      else if (state.name === 'waiting' && state.problem.retry === 'NEW_TOKEN')
        set({
          name: 'refused',
          code: 'UNAUTHENTICATED',
          message: state.problem.message,
          retry: state.problem.retry,
        });
      else if (state.name === 'waiting' && link.name !== 'offline')
        set({ name: 'offline', since: Date.now() });
      else if (state.name === 'refused') {
        const [error] = state.errors;
        set({
          name: 'refused',
          code: error?.extensions?.code ?? 'NONE',
          message: error?.message ?? '?',
          retry: error?.extensions?.retry ?? null,
        });
      }
    },
  });
}
