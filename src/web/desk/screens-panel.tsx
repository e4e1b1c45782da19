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

/** ScreensPanel shows how many walls and overlays show the newest announcement, which are behind, and all of them. */
export function ScreensPanel({ screens, isConnected }: ScreensPanelProps) {
  const { words } = useLanguage();
  const formatTimeOfDay = useTimeOfDay();
  const { total, upToDate, head, lagging, complete, connected } = screens;
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
      {connected.length > 0 && (
        <details data-testid="every-screen">
          <summary>{words.everyScreen(connected.length, total)}</summary>
          <ol>
            {connected.map(({ name, sequence }, index) => (
              // Two screens may have the same name.
              <li key={`${name} ${index}`} data-behind={Math.max(head - sequence, 0)}>
                {name} <span class={sequence < head ? 'behind' : 'fine'}>{sequence}</span>
              </li>
            ))}
          </ol>
        </details>
      )}
      {!complete && <p class="note">{words.incompleteScreens}</p>}
    </section>
  );
}
