import { adviceFor } from './advice.ts';
import type { Press, Presses } from './presses.ts';
import { timeOf } from './wall-answers.tsx';

/** What was pressed here, the latest first, each with what became of it. */
export function PressList({ presses, list }: { presses: Presses; list: readonly Press[] }) {
  return (
    <section class="presses" aria-label="Pressed here">
      <h2>Pressed here</h2>
      <ol aria-live="polite">
        {list.slice(0, 12).map((press) => (
          <li key={press.key} class={press.outcome.name} data-verb={press.verb}>
            <span class="quiet">{timeOf(press.at)}</span> {press.label}
            <Became press={press} presses={presses} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Became({ press: { key, outcome }, presses }: { press: Press; presses: Presses }) {
  switch (outcome.name) {
    case 'confirmed':
      return (
        <strong class="became">
          {outcome.sequence === null ? 'Done' : `Confirmed as ${outcome.sequence}`}
        </strong>
      );
    case 'refused':
      return (
        <span class="became">
          <strong>
            {outcome.sequence === null ? outcome.message : `${outcome.message} (as ${outcome.sequence})`}
          </strong>{' '}
          {adviceFor(outcome.code)}
        </span>
      );
    case 'unknown':
      return <strong class="became">Unknown. Look whether it is in the running order.</strong>;
    case 'pending':
      return (
        <span class="became">
          <strong>{outcome.tries === 0 ? 'Sending…' : `No answer yet, try ${outcome.tries + 1}.`}</strong>{' '}
          {outcome.tries > 0 && (
            <>
              It is sent until it is answered, and counts once. Do not press again.{' '}
              <button type="button" onClick={() => presses.giveUp(key)}>
                Stop asking
              </button>
            </>
          )}
        </span>
      );
  }
}
