/** Plays a past ceremony from the record, with the pauses that it had, shortened. Holds one page of it at a time. */
import { ask } from '../api/execute.ts';
import { ScreenRecord, type ScreenRecordQuery, ScreenSnapshot, type ToldFragment } from '../operations.ts';
import { type ScreenState, snapshotSize } from './session.ts';
import type { Settings } from './settings.ts';
import { emptyShow, type Show, tell } from './state/ceremony-state.ts';

const beforeFirstMs = 3_000;
const retryMs = 3_000;

export async function replay(
  { slug }: Settings,
  speed: number,
  onChange: (state: ScreenState) => void,
): Promise<void> {
  const variables = { exhibition: slug, mode: 'LIVE' as const, last: 0 };
  let state: ScreenState = { exhibition: null, show: null, link: { name: 'connecting' } };
  const set = (change: Partial<ScreenState>) => {
    state = { ...state, ...change };
    onChange(state);
  };
  const onBroken = () =>
    state.link.name !== 'offline' && set({ link: { name: 'offline', since: Date.now() } });
  const { exhibition } = await untilAnswered(() => ask(ScreenSnapshot, variables), onBroken);
  if (!exhibition) return set({ link: { name: 'unknown' } });
  document.title = exhibition.nameTranslations[0]?.text ?? slug;
  let show: Show = emptyShow(exhibition.reportingCurrency);
  set({ exhibition, show, link: { name: 'live' } });
  await wait(beforeFirstMs);
  let previousAt: number | null = null;
  for await (const told of record(slug, onBroken)) {
    const at = Date.parse(told.announcedAt);
    if (previousAt !== null) await wait((at - previousAt) / speed);
    previousAt = at;
    show = tell(show, told);
    set({ show, link: { name: 'live' } });
  }
}

async function* record(slug: string, onBroken: () => void): AsyncGenerator<ToldFragment> {
  let after: string | null = null;
  for (;;) {
    const variables = { exhibition: slug, first: snapshotSize, after };
    const answer: ScreenRecordQuery = await untilAnswered(() => ask(ScreenRecord, variables), onBroken);
    const page = answer.exhibition?.announcements;
    if (!page) return;
    yield* page.nodes;
    if (!page.pageInfo.hasNextPage) return;
    after = page.pageInfo.endCursor;
  }
}

async function untilAnswered<Answer>(attempt: () => Promise<Answer>, onBroken: () => void): Promise<Answer> {
  for (;;) {
    try {
      return await attempt();
    } catch {
      onBroken();
      await wait(retryMs);
    }
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
