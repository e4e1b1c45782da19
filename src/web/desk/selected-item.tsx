/** The item that the keyboard shortcuts act on, with its main command. */

import type { Cue } from './commands.ts';
import { CueButtons } from './cue-buttons.tsx';
import { DealFacts } from './deal-facts.tsx';
import { ItemTimes } from './item-times.tsx';
import type { LongPress } from './long-press.ts';
import { ControlledLongPressButton, LongPressButton } from './long-press-button.tsx';
import { SpeechFacts } from './speech-facts.tsx';
import { publishedFacts } from './state/deal-facts.ts';
import type { DeskView, ProgrammeItem, StreamMode } from './state/desk-view.ts';
import type { MainCommand } from './state/main-command.ts';
import { sequenceOf, startOf, stateOf, subjectOf, textStatusOf, titleOf } from './state/programme.ts';
import { publishedDeal } from './state/published-deal.ts';
import { titledKindOf } from './state/titled-kinds.ts';
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
  /** Signs a retracted deal once more; null while that is not possible. */
  signAgain: (() => void) | null;
  /** Whether the deal is in the group that is signed together. */
  isInGroup: boolean;
  onGroup: () => void;
  /** The next item, if it is another one and this one would be done before it. */
  skipped: ProgrammeItem | undefined;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
  onReleaseText: () => void;
}

export function SelectedItem(props: SelectedItemProps) {
  const { item, view, mode, command, longPress, onCue, onCorrect, onRetract } = props;
  const { signAgain, isInGroup, onGroup, skipped, onMove, onRemove, onReleaseText } = props;
  const { language, words } = useLanguage();
  const titledKind = titledKindOf(item);
  const state = stateOf(item, mode);
  const textStatus = textStatusOf(item, mode);
  return (
    <section class="selected" aria-label={words.selectedItem}>
      {item.deal && (
        <DealFacts
          deal={item.deal}
          announced={publishedDeal(view, item.deal)}
          facts={publishedFacts(view, item.deal)}
          languages={view.exhibition.languages}
        />
      )}
      {item.speech && <SpeechFacts speech={item.speech} languages={view.exhibition.languages} />}
      {titledKind && (
        <>
          <h2>{item.title}</h2>
          <p class="quiet">{words.itemKinds[titledKind]}</p>
        </>
      )}
      <ItemTimes item={item} startedAt={startOf(item, view, mode)} isPlanned={state === 'planned'} />
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
          {skipped && state === 'planned' && (
            <p class="note warn" data-testid="out-of-order">
              {words.outOfOrder(titleOf(skipped, language))}
            </p>
          )}
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
      {state === 'retracted' && (
        <div class="repairs">
          <p class="fact">{words.retractedItem}</p>
          <LongPressButton
            testId="sign-again"
            isDisabled={signAgain === null}
            onLongPress={() => signAgain?.()}
          >
            {words.signAgain}
          </LongPressButton>
        </div>
      )}
      {state === 'planned' && <CueButtons item={item} onCue={onCue} />}
      {titledKind && state === 'done' && (
        <p class="buttons">
          <button type="button" onClick={() => onCue('NONE', false)}>
            {words.commands.NONE}
          </button>
        </p>
      )}
      <p class="buttons plan">
        {item.deal && state === 'planned' && (
          <button type="button" data-testid="group-item" aria-pressed={isInGroup} onClick={onGroup}>
            {isInGroup ? words.leaveGroup : words.joinGroup} <kbd>G</kbd>
          </button>
        )}
        {mode === 'LIVE' && (state === 'planned' || titledKind) && (
          <>
            <button type="button" data-testid="move-up" onClick={() => onMove(-1)}>
              {words.moveUp}
            </button>
            <button type="button" data-testid="move-down" onClick={() => onMove(1)}>
              {words.moveDown}
            </button>
            <LongPressButton class="warn" testId="remove-item" onLongPress={onRemove}>
              {words.commands.removeProgrammeItem}
            </LongPressButton>
          </>
        )}
      </p>
    </section>
  );
}
