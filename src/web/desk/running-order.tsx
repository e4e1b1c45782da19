import { useEffect, useRef } from 'preact/hooks';
import { spoken } from '../money.ts';
import type { DeskView, Mode } from './desk-feed.ts';
import { type Item, sequenceOf, stateOf, subjectOf, titleOf } from './item.ts';
import type { Presses } from './presses.ts';

interface RunningOrderProps {
  view: DeskView;
  programme: readonly Item[];
  selected: string | undefined;
  mode: Mode;
  language: string;
  presses: Presses;
  onSelect: (id: string) => void;
}

export function RunningOrder(props: RunningOrderProps) {
  return (
    <nav class="running-order" aria-label="Running order">
      <ol>
        {props.programme.map((item) => (
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
  language,
  presses,
  onSelect,
}: RunningOrderProps & { item: Item }) {
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
              ? words(item.deal.amount, language)
              : (item.speech?.office ?? 'no amount told')}
            {item.missingLanguages.length > 0 && (
              <em class="missing"> without {item.missingLanguages.join(', ')}</em>
            )}
          </span>
        </span>
        <span class="state">
          {presses.isPending(subjectOf(item)) ? 'sending' : labelOf(item, state, sequence)}
        </span>
      </button>
    </li>
  );
}

function words(sum: { amount: string; currency: string }, language: string): string {
  const { figure, unit } = spoken(sum, language, 3);
  return `${figure} ${unit}`;
}

function labelOf(item: Item, state: string, sequence: number | null): string {
  if (state === 'planned')
    return item.cue === 'CUED' ? 'next' : item.cue === 'HELD' ? 'on hold' : item.speech ? 'speech' : '';
  const word = state === 'done' ? (item.deal ? 'signed' : 'given') : state;
  return sequence === null ? word : `${word}, ${sequence}`;
}
