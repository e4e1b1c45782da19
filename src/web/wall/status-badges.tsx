/** Status of the wall in small type, shown only if there is something to report. */
import { useNow } from '../rendering/use-now.ts';
import type { Settings } from './settings.ts';
import { needsConnectionBadge } from './state/view.ts';
import type { ConnectionState } from './state/wall-state.ts';
import { useLanguage } from './use-language.ts';
import type { WallWords } from './words/wall-words.ts';

interface ConnectionBadgeProps {
  connection: ConnectionState;
  timeZone: string | undefined;
}

export function ConnectionBadge({ connection, timeZone }: ConnectionBadgeProps) {
  const { language, words } = useLanguage();
  const now = useNow(1_000);
  if (!needsConnectionBadge(connection, now)) return null;
  const formatTime = (at: number) =>
    new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone }).format(at);
  return (
    <p class={`connection-badge ${connection.name}`} role="status" data-testid="connection">
      {connectionText(connection, words, formatTime)}
    </p>
  );
}

function connectionText(
  connection: ConnectionState,
  words: WallWords,
  formatTime: (at: number) => string,
): string {
  switch (connection.name) {
    case 'connecting':
      return words.connecting;
    case 'live':
      return '';
    case 'offline':
      return words.offline(formatTime(connection.since));
    case 'behind':
      return words.behind(connection.by);
    case 'rejected':
      return words.rejected;
    case 'unknown-exhibition':
      return words.unknownExhibition;
  }
}

/** Marks everything that is not live: a rehearsal or a replay. */
export function ModeBadge({ settings }: { settings: Settings }) {
  const { words } = useLanguage();
  const text = modeText(settings, words);
  return (
    text && (
      <p class="mode-badge" data-testid="mode">
        {text}
      </p>
    )
  );
}

/** Null for a wall that shows the live stream. */
export function modeText({ mode, replaySpeed }: Settings, words: WallWords): string | null {
  if (mode === 'REHEARSAL') return words.rehearsal;
  return replaySpeed === null ? null : words.replay(String(replaySpeed));
}
