import type { Cue } from './commands.ts';
import { LongPressButton } from './long-press-button.tsx';
import type { ProgrammeItem } from './state/desk-view.ts';
import { useLanguage } from './use-language.ts';

interface CueButtonsProps {
  item: ProgrammeItem;
  onCue: (cue: Cue, evenIfIncomplete: boolean) => void;
}

/** Buttons to cue an item or to put it on hold. An item that lacks texts requires a long press. */
export function CueButtons({ item: { cue, missingLanguages }, onCue }: CueButtonsProps) {
  const { words } = useLanguage();
  const missing = missingLanguages.join(', ');
  const isIncomplete = missingLanguages.length > 0;
  const isHeld = cue === 'HELD';
  return (
    <div class="cues">
      {cue === 'CUED' ? (
        <button type="button" onClick={() => onCue('NONE', false)}>
          {words.clearCue} <kbd>C</kbd>
        </button>
      ) : isIncomplete ? (
        <LongPressButton class="warn" testId="cue-incomplete" onLongPress={() => onCue('CUED', true)}>
          {words.cueWithout(missing)}
        </LongPressButton>
      ) : (
        <button type="button" onClick={() => onCue('CUED', false)}>
          {words.commands.CUED} <kbd>C</kbd>
        </button>
      )}
      <button type="button" aria-pressed={isHeld} onClick={() => onCue(isHeld ? 'NONE' : 'HELD', false)}>
        {isHeld ? words.release : words.commands.HELD} <kbd>H</kbd>
      </button>
      {isIncomplete && <p class="note">{words.textsMissing(missing)}</p>}
    </div>
  );
}
