import { actOf, type Press, type Presses } from './command-outbox.ts';
import { refusalIn } from './error-words.ts';
import { useLanguage } from './language.tsx';
import { timeOf } from './screens-panel.tsx';

/** What was pressed here, the latest first, each with what became of it. */
export function PressList({ presses, list }: { presses: Presses; list: readonly Press[] }) {
  const { words } = useLanguage();
  return (
    <section class="presses" aria-label={words.pressedHere}>
      <h2>{words.pressedHere}</h2>
      <ol aria-live="polite">
        {list.slice(0, 12).map((press) => (
          <li key={press.key} class={press.outcome.name} data-verb={press.verb}>
            <span class="quiet">{timeOf(press.at)}</span> {words.acts[actOf(press)]}
            {press.title && `: ${press.title}`}
            <Became press={press} presses={presses} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Became({ press: { key, outcome }, presses }: { press: Press; presses: Presses }) {
  const { words } = useLanguage();
  switch (outcome.name) {
    case 'confirmed':
      return (
        <strong class="became">
          {outcome.sequence === null ? words.done : words.confirmedAs(outcome.sequence)}
        </strong>
      );
    case 'refused': {
      const { what, next } = refusalIn(words, outcome.code, outcome.message);
      return (
        <span class="became">
          <strong>{outcome.sequence === null ? what : words.refusedAs(what, outcome.sequence)}</strong>
          <span class="next">{next}</span>
        </span>
      );
    }
    case 'unknown':
      return <strong class="became">{words.unknownOutcome}</strong>;
    case 'pending':
      return (
        <span class="became">
          <strong>{outcome.tries === 0 ? words.justSent : words.noAnswerYet(outcome.tries + 1)}</strong>{' '}
          {outcome.tries > 0 && (
            <>
              {words.doNotPressAgain}{' '}
              <button type="button" onClick={() => presses.giveUp(key)}>
                {words.stopAsking}
              </button>
            </>
          )}
        </span>
      );
  }
}
