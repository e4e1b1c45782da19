import type { Command } from './command-outbox.ts';
import { labelOf } from './commands.ts';
import type { FormAddress } from './drafts.ts';
import { useLanguage, useTimeOfDay } from './use-language.ts';
import { explainError } from './words/error-words.ts';

const maxShown = 12;

interface CommandLogProps {
  commands: readonly Command[];
  /** Stops sending the command with this key. */
  onStop: (key: string) => void;
  /** The form with what was typed for this command, while that is kept. */
  draftOf: (key: string) => FormAddress | null;
  onDraft: (address: FormAddress) => void;
}

/** The commands sent from here, newest first, each with its outcome. */
export function CommandLog({ commands, onStop, draftOf, onDraft }: CommandLogProps) {
  const { words } = useLanguage();
  const formatTimeOfDay = useTimeOfDay();
  return (
    <section class="command-log" aria-label={words.commandLog} data-testid="command-log">
      <h2>{words.commandLog}</h2>
      <ol aria-live="polite">
        {commands.slice(0, maxShown).map((command) => (
          <li key={command.key} class={command.outcome.name} data-command={command.name}>
            <span class="quiet">{formatTimeOfDay(command.sentAt)}</span> {words.commands[labelOf(command)]}
            {command.title && `: ${command.title}`}
            <CommandOutcome command={command} onStop={onStop} />
            <KeptDraft command={command} draftOf={draftOf} onDraft={onDraft} />
          </li>
        ))}
      </ol>
    </section>
  );
}

type KeptDraftProps = Pick<CommandLogProps, 'draftOf' | 'onDraft'> & { command: Command };

/** What was typed for a command that was not confirmed can be edited and sent again. */
function KeptDraft({ command: { key, outcome }, draftOf, onDraft }: KeptDraftProps) {
  const { words } = useLanguage();
  if (outcome.name !== 'rejected' && outcome.name !== 'unknown') return null;
  const address = draftOf(key);
  return (
    address && (
      <button type="button" onClick={() => onDraft(address)}>
        {words.editAgain}
      </button>
    )
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
