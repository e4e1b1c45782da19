import { formatTimeOfDay } from '../format/time-of-day.ts';
import type { Command } from './command-outbox.ts';
import { labelOf } from './commands.ts';
import { useLanguage } from './use-language.ts';
import { explainError } from './words/error-words.ts';

const maxShown = 12;

interface CommandLogProps {
  commands: readonly Command[];
  /** Stops sending the command with this key. */
  onStop: (key: string) => void;
}

/** The commands sent from here, newest first, each with its outcome. */
export function CommandLog({ commands, onStop }: CommandLogProps) {
  const { words } = useLanguage();
  return (
    <section class="command-log" aria-label={words.commandLog} data-testid="command-log">
      <h2>{words.commandLog}</h2>
      <ol aria-live="polite">
        {commands.slice(0, maxShown).map((command) => (
          <li key={command.key} class={command.outcome.name} data-command={command.name}>
            <span class="quiet">{formatTimeOfDay(command.sentAt)}</span> {words.commands[labelOf(command)]}
            {command.title && `: ${command.title}`}
            <CommandOutcome command={command} onStop={onStop} />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface CommandOutcomeProps {
  command: Command;
  onStop: (key: string) => void;
}

function CommandOutcome({ command: { key, outcome }, onStop }: CommandOutcomeProps) {
  const { words } = useLanguage();
  switch (outcome.name) {
    case 'confirmed':
      return (
        <strong class="outcome" data-testid="outcome">
          {outcome.sequence === null ? words.done : words.confirmedAs(outcome.sequence)}
        </strong>
      );
    case 'rejected': {
      const { problem, remedy } = explainError(words, outcome.code, outcome.message);
      return (
        <span class="outcome" data-testid="outcome">
          <strong>{outcome.sequence === null ? problem : words.rejectedAs(problem, outcome.sequence)}</strong>
          <span class="remedy">{remedy}</span>
        </span>
      );
    }
    case 'unknown':
      return (
        <strong class="outcome" data-testid="outcome">
          {words.unknownOutcome}
        </strong>
      );
    case 'pending':
      if (outcome.attempts === 0) {
        return (
          <span class="outcome" data-testid="outcome">
            <strong>{words.sending}…</strong>
          </span>
        );
      }
      return (
        <span class="outcome" data-testid="outcome">
          <strong>{words.noResponse(outcome.attempts + 1)}</strong> {words.doNotPressAgain}{' '}
          <button type="button" onClick={() => onStop(key)}>
            {words.stopSending}
          </button>
        </span>
      );
  }
}
