import { LongPressButton } from './long-press-button.tsx';
import type { ProgrammeItem } from './state/desk-view.ts';
import type { Obstacle } from './state/main-command.ts';
import { titleOf } from './state/programme.ts';
import { useLanguage } from './use-language.ts';

interface GroupPanelProps {
  /** In the order in which they are signed. */
  items: readonly ProgrammeItem[];
  obstacle: Obstacle | null;
  onSign: () => void;
  onEmpty: () => void;
}

/** The deals that are signed together, with the command that signs all of them. */
export function GroupPanel({ items, obstacle, onSign, onEmpty }: GroupPanelProps) {
  const { language, words } = useLanguage();
  return (
    <section class="group" aria-label={words.group(items.length)} data-testid="group">
      <h2>{words.group(items.length)}</h2>
      <ol>
        {items.map((item) => (
          <li key={item.id}>{titleOf(item, language)}</li>
        ))}
      </ol>
      <p class="buttons">
        <button type="button" onClick={onEmpty}>
          {words.emptyGroup}
        </button>
        <LongPressButton
          class="primary"
          testId="sign-group"
          isDisabled={obstacle !== null}
          onLongPress={onSign}
        >
          {words.commands.signDeals}
        </LongPressButton>
      </p>
      {obstacle && <p class="note">{words.obstacles[obstacle]}</p>}
    </section>
  );
}
