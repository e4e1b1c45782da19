/** The item that the keyboard shortcuts act on, with its main command. */

import type { Cue } from './commands.ts';
import { CueButtons } from './cue-buttons.tsx';
import { DealFacts } from './deal-facts.tsx';
import type { LongPress } from './long-press.ts';
import { ControlledLongPressButton, LongPressButton } from './long-press-button.tsx';
import { SpeechFacts } from './speech-facts.tsx';
import type { DeskView, ProgrammeItem, StreamMode } from './state/desk-view.ts';
import type { MainCommand } from './state/main-command.ts';
import { sequenceOf, stateOf, subjectOf, textStatusOf } from './state/programme.ts';
import { publishedDeal } from './state/published-deal.ts';
import { useLanguage } from './use-language.ts';

interface SelectedItemProps {
  item: ProgrammeItem;
  view: DeskView;
  mode: StreamMode;
  command: MainCommand | null;
  longPress: LongPress;
  onCue: (cue: Cue, evenIfIncomplete: boolean) => void;
  onCorrect: () => void;
  onRetract: () => void;
  onReleaseText: () => void;
}

export function SelectedItem(props: SelectedItemProps) {
  const { item, view, mode, command, longPress, onCue, onCorrect, onRetract, onReleaseText } = props;
  const { words } = useLanguage();
  const state = stateOf(item, mode);
  const textStatus = textStatusOf(item, mode);
  return (
    <section class="selected" aria-label={words.selectedItem}>
      {item.deal && (
        <DealFacts
          deal={item.deal}
          announced={publishedDeal(view, item.deal)}
          languages={view.exhibition.languages}
        />
      )}
      {item.speech && <SpeechFacts speech={item.speech} />}
      {command && (
        <div class="main-command">
          <ControlledLongPressButton
            class="big"
            testId="main-command"
            isDisabled={command.obstacle !== null}
            longPress={longPress}
          >
            {words.commands[command.name]}
          </ControlledLongPressButton>
          <p class="note">{command.obstacle ? words.obstacles[command.obstacle] : words.howToHold}</p>
        </div>
      )}
      {item.deal && state === 'done' && (
        <div class="repairs">
          <p class="fact">{words.signedAs(sequenceOf(view, subjectOf(item)))}</p>
          <button type="button" onClick={onCorrect}>
            {words.commands.correctDeal} <kbd>R</kbd>
          </button>
          <button type="button" onClick={onRetract}>
            {words.commands.retractDeal} <kbd>X</kbd>
          </button>
        </div>
      )}
      {textStatus === 'releasable' && (
        <div class="repairs">
          <LongPressButton testId="release-text" onLongPress={onReleaseText}>
            {words.commands.releaseSpeechText}
          </LongPressButton>
        </div>
      )}
      {textStatus === 'released' && <p class="fact">{words.textReleased}</p>}
      {state === 'retracted' && <p class="fact">{words.retractedItem}</p>}
      {state === 'planned' && <CueButtons item={item} onCue={onCue} />}
    </section>
  );
}
