/** Plays a past ceremony from the record, with the pauses that it had, shortened. Holds one page of it at a time. */
import { ask } from '../ask.ts';
import { ScreenRecord, type ScreenRecordQuery, ScreenSnapshot, type ToldFragment } from '../operations.ts';
import type { Settings } from './settings.ts';
import { emptyShow, type Show, tell } from './show.ts';
import { type ScreenState, snapshotSize } from './station.ts';

const beforeFirstMs = 3_000;
const retryMs = 3_000;

export async function replay(
  { slug }: Settings,
  speed: number,
  onChange: (state: ScreenState) => void,
): Promise<void> {
  const variables = { exhibition: slug, mode: 'LIVE' as const, last: 0 };
  const { exhibition } = await untilAnswered(() => ask(ScreenSnapshot, variables));
  if (!exhibition) return onChange({ exhibition: null, show: null, link: { name: 'unknown' } });
  document.title = exhibition.names[0]?.text ?? slug;
  let show: Show = emptyShow(exhibition.reportingCurrency);
  onChange({ exhibition, show, link: { name: 'live' } });
  await wait(beforeFirstMs);
  let previousAt: number | null = null;
  for await (const told of record(slug)) {
    const at = Date.parse(told.announcedAt);
    if (previousAt !== null) await wait((at - previousAt) / speed);
    previousAt = at;
    show = tell(show, told);
    onChange({ exhibition, show, link: { name: 'live' } });
  }
}

async function* record(slug: string): AsyncGenerator<ToldFragment> {
  let after: string | null = null;
  for (;;) {
    const variables = { exhibition: slug, first: snapshotSize, after };
    const answer: ScreenRecordQuery = await untilAnswered(() => ask(ScreenRecord, variables));
    const page = answer.exhibition?.announcements;
    if (!page) return;
    yield* page.nodes;
    if (!page.pageInfo.hasNextPage) return;
    after = page.pageInfo.endCursor;
  }
}

async function untilAnswered<Answer>(attempt: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await attempt();
    } catch {
      await wait(retryMs);
    }
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
