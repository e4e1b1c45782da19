import { useEffect, useRef } from 'preact/hooks';
import { said } from '../format/money.ts';
import type { Presses } from './command-outbox.ts';
import type { DeskView, Mode } from './desk-subscription.ts';
import { useLanguage } from './language.tsx';
import { type Item, type ItemState, sequenceOf, stateOf, subjectOf, titleOf } from './programme-item.ts';
import type { DeskWords } from './words/words.ts';

interface RunningOrderProps {
  view: DeskView;
  programme: readonly Item[];
  selected: string | undefined;
  mode: Mode;
  presses: Presses;
  onSelect: (id: string) => void;
}

export function RunningOrder(props: RunningOrderProps) {
  const { words } = useLanguage();
  return (
    <nav class="running-order" aria-label={words.runningOrder}>
      <ol>
        {props.programme.map((item) => (
          <Row key={item.id} item={item} {...props} />
        ))}
      </ol>
    </nav>
  );
}

function Row({ item, view, selected, mode, presses, onSelect }: RunningOrderProps & { item: Item }) {
  const { language, words } = useLanguage();
  const isSelected = item.id === selected;
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isSelected) return;
    row.current?.scrollIntoView({ block: 'nearest' });
    // The focus is never on one row and the choice on another.
    if (document.activeElement?.closest('.running-order')) row.current?.focus({ preventScroll: true });
  }, [isSelected]);
  const state = stateOf(item, mode);
  const sequence = state === 'planned' ? null : sequenceOf(view, subjectOf(item));
  return (
    <li class={`${state.replace(' ', '-')} ${item.cue?.toLowerCase() ?? ''}`} data-item={item.position}>
      <button
        ref={row}
        type="button"
        aria-current={isSelected ? 'true' : undefined}
        onClick={() => onSelect(item.id)}
      >
        <span class="position">{item.position + 1}</span>
        <span class="what">
          <span class="title">{titleOf(item, language)}</span>
          <span class="detail">
            {item.deal?.amount
              ? said(item.deal.amount, language, 3)
              : (item.speech?.office ?? words.noAmount)}
            {item.missingLanguages.length > 0 && (
              <em class="missing"> {words.without(item.missingLanguages.join(', '))}</em>
            )}
          </span>
        </span>
        <span class="state">
          {presses.isPending(subjectOf(item)) ? words.sending : labelOf(words, item, state, sequence)}
        </span>
      </button>
    </li>
  );
}

function labelOf(words: DeskWords, item: Item, state: ItemState, sequence: number | null): string {
  if (state === 'planned') {
    if (item.cue === 'CUED') return words.next;
    if (item.cue === 'HELD') return words.onHold;
    return item.speech ? words.speech : '';
  }
  const word = state === 'done' ? (item.deal ? words.signed : words.given) : words.states[state];
  return sequence === null ? word : `${word}, ${sequence}`;
}
