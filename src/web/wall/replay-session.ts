/** Replays a past ceremony with its pauses, shortened by the speed. Keeps one page of announcements in memory. */
import { execute } from '../api/execute.ts';
import { serverClock } from '../api/server-clock.ts';
import { WallHistory, type WallHistoryQueryVariables, WallSnapshot } from '../operations.ts';
import { maxAnnouncementsPerQuery } from './announcements-per-query.ts';
import { reduce, type WallEvent } from './state/reduce.ts';
import { type Announcement, initialState, type WallState } from './state/wall-state.ts';

const beforeFirstMs = 3_000;
const retryMs = 3_000;

export async function replayCeremony(
  slug: string,
  speed: number,
  onChange: (state: WallState) => void,
): Promise<void> {
  let state = initialState;
  const dispatch = (event: WallEvent) => {
    const next = reduce(state, event);
    if (next === state) return;
    state = next;
    onChange(state);
  };
  const onFailure = () => dispatch({ type: 'disconnected', at: serverClock.now() });

  const variables = { exhibition: slug, mode: 'LIVE', last: 0 } as const;
  const { exhibition } = await repeatUntilDone(() => execute(WallSnapshot, variables), onFailure);
  if (!exhibition) return dispatch({ type: 'exhibition-unknown' });
  document.title = exhibition.nameTranslations[0]?.text ?? slug;
  dispatch({ type: 'replay-started', exhibition });
  await wait(beforeFirstMs);
  let previousAt: number | null = null;
  for await (const announcement of readHistory(slug, onFailure)) {
    const at = Date.parse(announcement.announcedAt);
    if (previousAt !== null) await wait((at - previousAt) / speed);
    previousAt = at;
    dispatch({ type: 'connected' });
    dispatch({ type: 'announced', announcement, at: serverClock.now() });
  }
}

async function* readHistory(slug: string, onFailure: () => void): AsyncGenerator<Announcement> {
  let after: string | null = null;
  for (;;) {
    const variables: WallHistoryQueryVariables = {
      exhibition: slug,
      first: maxAnnouncementsPerQuery,
      after,
    };
    const { exhibition } = await repeatUntilDone(() => execute(WallHistory, variables), onFailure);
    const page = exhibition?.announcements;
    if (!page) return;
    yield* page.nodes;
    if (!page.pageInfo.hasNextPage) return;
    after = page.pageInfo.endCursor;
  }
}

async function repeatUntilDone<T>(attempt: () => Promise<T>, onFailure: () => void): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch {
      onFailure();
      await wait(retryMs);
    }
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
