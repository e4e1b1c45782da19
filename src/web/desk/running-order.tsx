import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { formatCompact } from '../../amounts/compact-amount.ts';
import { textIn } from '../format/localized-texts.ts';
import type { DeskCommands } from './commands.ts';
import type { DeskView, ProgrammeItem, StreamMode } from './state/desk-view.ts';
import { missingNames } from './state/missing-names.ts';
import { type ItemState, isOpen, sequenceOf, stateOf, subjectOf, titleOf } from './state/programme.ts';
import { publishedDeal } from './state/published-deal.ts';
import { titledKindOf } from './state/titled-kinds.ts';
import { useLanguage } from './use-language.ts';
import type { DeskWords } from './words/desk-words.ts';

interface RunningOrderProps {
  /** The field above it. */
  find: ComponentChildren;
  view: DeskView;
  items: readonly ProgrammeItem[];
  selected: string | undefined;
  mode: StreamMode;
  deskCommands: DeskCommands;
  onSelect: (id: string) => void;
}

export function RunningOrder(props: RunningOrderProps) {
  const { words } = useLanguage();
  return (
    <nav class="running-order" data-testid="running-order" aria-label={words.runningOrder}>
      {props.find}
      <ol>
        {props.items.map((item) => (
          <Row key={item.id} item={item} {...props} />
        ))}
      </ol>
    </nav>
  );
}

function Row({
  item,
  view,
  selected,
  mode,
  deskCommands,
  onSelect,
}: RunningOrderProps & { item: ProgrammeItem }) {
  const { language, words } = useLanguage();
  const isSelected = item.id === selected;
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isSelected) return;
    row.current?.scrollIntoView({ block: 'nearest' });
    // A focus on a row follows the selection. The field above the rows keeps it.
    if (document.activeElement?.closest('.running-order li')) row.current?.focus({ preventScroll: true });
  }, [isSelected]);
  const state = stateOf(item, mode);
  const withoutName = missingNames(item, view.exhibition.languages);
  const announced = item.deal && publishedDeal(view, item.deal);
  const amount = announced?.amount;
  const title = announced ? textIn(announced.titleTranslations, language) : titleOf(item, language);
  const sequence = state === 'planned' ? null : sequenceOf(view, subjectOf(item));
  return (
    <li
      class={`${state} ${isOpen(item, mode) ? (item.cue?.toLowerCase() ?? '') : ''}`}
      data-item={item.position}
    >
      <button
        ref={row}
        type="button"
        aria-current={isSelected ? 'true' : undefined}
        onClick={() => onSelect(item.id)}
      >
        <span class="position">{item.position + 1}</span>
        <span class="what">
          <span class="title">{title}</span>
          <span class="detail">
            {detailOf(item, amount ? formatCompact(amount, language, 3) : words.amountNotDisclosed, words)}
            {item.missingLanguages.length > 0 && (
              <em class="missing"> {words.missing(item.missingLanguages.join(', '))}</em>
            )}
            {withoutName.length > 0 && (
              <em class="missing" data-testid="missing-names">
                {' '}
                {words.namesMissing(withoutName.join(', '))}
              </em>
            )}
          </span>
        </span>
        <span class="state">
          {deskCommands.isPending(subjectOf(item)) ? words.sending : stateLabel(words, item, state, sequence)}
        </span>
      </button>
    </li>
  );
}

function detailOf(item: ProgrammeItem, amount: string, words: DeskWords): string {
  const titledKind = titledKindOf(item);
  if (titledKind) return words.itemKinds[titledKind];
  return item.speech?.office ?? amount;
}

function stateLabel(
  words: DeskWords,
  item: ProgrammeItem,
  state: ItemState,
  sequence: number | null,
): string {
  if (state === 'planned') {
    if (item.cue === 'CUED') return words.next;
    if (item.cue === 'HELD') return words.onHold;
    return item.speech ? words.speech : '';
  }
  const done = item.deal ? words.signed : item.speech ? words.finished : words.done;
  const word = state === 'done' ? done : words.itemStates[state];
  return sequence === null ? word : `${word}, ${sequence}`;
}
