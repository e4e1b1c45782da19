import { useRef } from 'preact/hooks';
import { useNow } from '../rendering/use-now.ts';
import type { DeskView } from './state/desk-view.ts';
import { LaggingScreens } from './state/lagging-screens.ts';
import { useLanguage, useTimeOfDay } from './use-language.ts';

const maxNamed = 6;

interface ScreensPanelProps {
  screens: DeskView['screens'];
  /** Without a connection, the numbers are those before it was lost. */
  isConnected: boolean;
}

/** ScreensPanel shows how many screens show the newest announcement, and which screens are behind. */
export function ScreensPanel({ screens, isConnected }: ScreensPanelProps) {
  const { words } = useLanguage();
  const formatTimeOfDay = useTimeOfDay();
  const { total, upToDate, head, lagging, complete } = screens;
  const laggingScreens = useRef(new LaggingScreens());
  const now = useNow(1_000);
  const areAllUpToDate = total > 0 && upToDate === total;
  return (
    <section class="screens" aria-label={words.screens}>
      <h2>{words.screens}</h2>
      <p
        class={total === 0 || !isConnected ? 'quiet' : areAllUpToDate ? 'fine' : 'behind'}
        role="status"
        data-testid="screens"
      >
        {total === 0
          ? words.noScreen
          : areAllUpToDate
            ? words.allScreens(total, head)
            : words.someScreens(upToDate, total, head)}
      </p>
      {!isConnected && <p class="note">{words.screensBeforeDisconnect}</p>}
      <ul>
        {laggingScreens.current
          .persistent(lagging, now)
          .slice(0, maxNamed)
          .map(({ name, sequence, behindSince }) => (
            <li key={name}>
              {name}: {words.laggingScreen(sequence, behindSince && formatTimeOfDay(behindSince))}
            </li>
          ))}
      </ul>
      {!complete && <p class="note">{words.incompleteScreens}</p>}
    </section>
  );
}
