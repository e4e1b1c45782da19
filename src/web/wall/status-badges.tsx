/** What the screen says of itself: small, honest, and only when there is something to say. */

import { useNow } from './count-up.ts';
import { Localized, useLanguage } from './localized.tsx';
import type { Link } from './session.ts';
import type { Settings } from './settings.ts';
import type { Notice, Show } from './state/ceremony-state.ts';

/** A connection that is back before anybody looks up was never gone. */
const patienceMs = 3_000;

export function LinkSign({ link, timeZone }: { link: Link; timeZone: string | undefined }) {
  const { language, words } = useLanguage();
  const now = useNow(1_000);
  if (link.name === 'live' || (link.name === 'offline' && now - link.since < patienceMs)) return null;
  const text = {
    connecting: () => words.connecting,
    offline: () => words.offline(timeOf('since' in link ? link.since : now, language, timeZone)),
    behind: () => words.behind('by' in link ? link.by : 0),
    refused: () => words.refused,
    unknown: () => words.unknownExhibition,
  }[link.name]();
  return (
    <p class={`link ${link.name}`} role="status">
      {text}
    </p>
  );
}

function timeOf(at: number, language: string, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone }).format(at);
}

export function Banner({ settings: { mode, replaySpeed } }: { settings: Settings }) {
  const { words } = useLanguage();
  if (mode === 'REHEARSAL') return <p class="banner">{words.rehearsal}</p>;
  if (replaySpeed !== null) return <p class="banner">{words.replay(String(replaySpeed))}</p>;
  return null;
}

const noticeMs = 90_000;

/** Before the opening a notice stays; later it makes room again. */
export function useNotice(show: Show | null): Notice | null {
  const now = useNow(5_000);
  if (!show?.notice) return null;
  const { notice, phase } = show;
  return phase === 'before' || now - Date.parse(notice.announcedAt) <= noticeMs ? notice : null;
}

export function NoticeBand({ notice }: { notice: Notice }) {
  return (
    <p class="notice" role="status">
      <Localized texts={notice.texts} />
    </p>
  );
}
