/** The item that the keys act on: everything about it, and the one big button. */
import { spoken, written } from '../money.ts';
import type { MainAct } from './acts.ts';
import type { DeskView, Mode } from './desk-feed.ts';
import { HeldBy, HoldButton } from './hold-button.tsx';
import type { Holding } from './holding.ts';
import { type Item, sequenceOf, stateOf, subjectOf } from './item.ts';

interface SelectedItemProps {
  item: Item;
  view: DeskView;
  mode: Mode;
  language: string;
  act: MainAct | null;
  holding: Holding;
  onCue: (cue: 'CUED' | 'HELD' | 'NONE', evenIfIncomplete: boolean) => void;
  onCorrect: () => void;
  onRetract: () => void;
}

export function SelectedItem(props: SelectedItemProps) {
  const { item, view, mode, act, holding } = props;
  const state = stateOf(item, mode);
  return (
    <section class="selected" aria-label="Selected item">
      {item.deal ? <DealFacts {...props} /> : <SpeechFacts {...props} />}
      {act && (
        <div class="main-act">
          <HeldBy class="big" isDisabled={act.obstacle !== null} holding={holding}>
            {act.label}
          </HeldBy>
          <p class="hint">{act.obstacle ?? 'Hold Enter, or hold the button.'}</p>
        </div>
      )}
      {item.deal && state === 'done' && (
        <div class="repairs">
          <p class="fact">Signed, as announcement {sequenceOf(view, subjectOf(item)) ?? '…'}.</p>
          <button type="button" onClick={props.onCorrect}>
            Correct <kbd>R</kbd>
          </button>
          <button type="button" onClick={props.onRetract}>
            Retract <kbd>X</kbd>
          </button>
        </div>
      )}
      {state === 'retracted' && <p class="fact">Retracted in public. It counts in no total.</p>}
      {state === 'planned' && <Cues {...props} />}
    </section>
  );
}

function DealFacts({ item, view, language }: SelectedItemProps) {
  const deal = item.deal!;
  const { languages } = view.exhibition;
  const said = deal.amount ? spoken(deal.amount, language, 3) : null;
  return (
    <>
      <ul class="titles" aria-label="Title in each language">
        {languages.map((tag) => {
          const title = deal.titles.find((each) => each.language === tag);
          return (
            <li key={tag} class={title ? 'there' : 'missing'}>
              <span class="tag">{tag}</span>
              {title ? <span lang={tag}>{title.text}</span> : <em>missing: the first language is shown</em>}
            </li>
          );
        })}
      </ul>
      <p class="sum">
        {said && deal.amount ? (
          <>
            <strong>
              {said.figure} {said.unit}
            </strong>{' '}
            <span>{written(deal.amount, language)}</span>
          </>
        ) : (
          'No amount is told.'
        )}
      </p>
      <ul class="parties">
        {deal.parties.map(({ role, organization }) => (
          <li key={organization.id}>
            <span class="tag">{role.toLowerCase()}</span> {organization.name}, {organization.country}
          </li>
        ))}
        <li>
          <span class="tag">industry</span> {deal.industry.name}
        </li>
        <li>
          <span class="tag">signed is</span> a {deal.instrument.toLowerCase().replaceAll('_', ' ')}
        </li>
      </ul>
    </>
  );
}

function SpeechFacts({ item }: SelectedItemProps) {
  const { speaker, office, language } = item.speech!;
  return (
    <>
      <h2>{speaker.name}</h2>
      <p>
        {office}, {speaker.country}. Speaks {new Intl.DisplayNames('en', { type: 'language' }).of(language)}.
      </p>
    </>
  );
}

function Cues({ item: { cue, missingLanguages }, onCue }: SelectedItemProps) {
  const isIncomplete = missingLanguages.length > 0;
  const isHeld = cue === 'HELD';
  return (
    <div class="cues">
      {cue === 'CUED' ? (
        <button type="button" onClick={() => onCue('NONE', false)}>
          Not next <kbd>C</kbd>
        </button>
      ) : isIncomplete ? (
        <HoldButton class="warn" onHeld={() => onCue('CUED', true)}>
          Cue without {missingLanguages.join(', ')}
        </HoldButton>
      ) : (
        <button type="button" onClick={() => onCue('CUED', false)}>
          Cue as next <kbd>C</kbd>
        </button>
      )}
      <button type="button" aria-pressed={isHeld} onClick={() => onCue(isHeld ? 'NONE' : 'HELD', false)}>
        {isHeld ? 'Release' : 'Hold back'} <kbd>H</kbd>
      </button>
      {isIncomplete && <p class="hint">Texts are missing in {missingLanguages.join(', ')}.</p>}
    </div>
  );
}
