import type { Outcome } from '../state/sent-commands.ts';
import { useLanguage } from '../use-language.ts';
import { explainError } from '../words/error-words.ts';

/** What became of the form after it was sent. */
export function FormOutcome({ outcome }: { outcome: Outcome | null }) {
  const { words } = useLanguage();
  if (outcome === null || outcome.name === 'confirmed') return null;
  return (
    <div class={`form-outcome ${outcome.name}`} role="status" data-testid="form-outcome">
      {outcome.name === 'pending' && (
        <p class="outcome">
          <strong>
            {outcome.attempts === 0 ? `${words.sending}…` : words.noResponse(outcome.attempts + 1)}
          </strong>{' '}
          {outcome.attempts > 0 && words.doNotPressAgain}
        </p>
      )}
      {outcome.name === 'rejected' && <Rejection {...explainError(words, outcome.code, outcome.message)} />}
      {outcome.name === 'unknown' && <p class="outcome">{words.unknownOutcome}</p>}
    </div>
  );
}

function Rejection({ problem, remedy }: { problem: string; remedy: string }) {
  return (
    <p class="outcome">
      <strong>{problem}</strong> <span class="remedy">{remedy}</span>
    </p>
  );
}
