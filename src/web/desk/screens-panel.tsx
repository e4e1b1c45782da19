/** Which screens show what, and who else is here. */
import { useRef } from 'preact/hooks';
import { useNow } from '../wall/count-up.ts';
import type { DeskView } from './desk-subscription.ts';
import { Laggards } from './lagging-screens.ts';
import { useLanguage } from './language.tsx';

const shownLaggards = 6;

interface WallAnswersProps {
  screens: DeskView['screens'];
  /** What was heard last is not what is so now. */
  isLive: boolean;
}

export function WallAnswers({ screens, isLive }: WallAnswersProps) {
  const { words } = useLanguage();
  const { total, upToDate, head, lagging, complete } = screens;
  const laggards = useRef(new Laggards());
  const now = useNow(1_000);
  const isAll = total > 0 && upToDate === total;
  return (
    <section class="screens" aria-label={words.screens}>
      <h2>{words.screens}</h2>
      <p class={total === 0 || !isLive ? 'quiet' : isAll ? 'fine' : 'behind'} role="status">
        {total === 0
          ? words.noScreen
          : isAll
            ? words.allScreens(total, head)
            : words.someScreens(upToDate, total, head)}
      </p>
      {!isLive && <p class="hint">{words.lastHeard}</p>}
      <ul>
        {laggards.current
          .lasting(lagging, now)
          .slice(0, shownLaggards)
          .map(({ name, sequence, behindSince }) => (
            <li key={name}>
              {name}: {words.lagging(sequence, behindSince && timeOf(behindSince))}
            </li>
          ))}
      </ul>
      {!complete && <p class="hint">{words.incompleteScreens}</p>}
    </section>
  );
}

export function Operators({ operators }: { operators: DeskView['operators'] }) {
  const { words } = useLanguage();
  return (
    <section aria-label={words.atTheDesk}>
      <h2>{words.atTheDesk}</h2>
      <ul>
        {operators.map(({ name, since }) => (
          <li key={name + since}>
            {name} <span class="quiet">{words.since(timeOf(since))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function timeOf(at: string | number): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' }).format(new Date(at));
}
