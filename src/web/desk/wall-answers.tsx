/** Which screens show what, and who else is here. */
import type { DeskView } from './desk-feed.ts';

const shownLaggards = 6;

export function WallAnswers({ screens }: { screens: DeskView['screens'] }) {
  const { total, upToDate, head, lagging, complete } = screens;
  const isAll = total > 0 && upToDate === total;
  return (
    <section class="screens" aria-label="Screens">
      <h2>Screens</h2>
      <p class={total === 0 ? 'quiet' : isAll ? 'fine' : 'behind'} role="status">
        {total === 0
          ? 'No screen has reported in the last minute.'
          : isAll
            ? `${total === 1 ? 'The one screen' : `All ${total} screens`} at ${head}`
            : `${upToDate} of ${total} screens at ${head}`}
      </p>
      <ul>
        {lagging.slice(0, shownLaggards).map(({ name, sequence, behindSince }) => (
          <li key={name}>
            {name}: at {sequence}
            {behindSince && `, behind since ${timeOf(behindSince)}`}
          </li>
        ))}
      </ul>
      {!complete && <p class="hint">Other servers could not be asked: these are the screens of this one.</p>}
    </section>
  );
}

export function Operators({ operators }: { operators: DeskView['operators'] }) {
  return (
    <section aria-label="At the desk">
      <h2>At the desk</h2>
      <ul>
        {operators.map(({ name, since }) => (
          <li key={name + since}>
            {name} <span class="quiet">since {timeOf(since)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function timeOf(at: string | number): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' }).format(new Date(at));
}
