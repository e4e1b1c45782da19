/** The item that the keys act on: everything about it, and the one big button. */
import { countryName } from '../format/country-name.ts';
import { said, written } from '../format/money.ts';
import { wordsIn } from '../wall/words.ts';
import type { Cue } from './command-outbox.ts';
import type { MainAct } from './commands.ts';
import type { DeskView, Mode } from './desk-subscription.ts';
import { useLanguage } from './language.tsx';
import type { Holding } from './long-press.ts';
import { HeldBy, HoldButton } from './long-press-button.tsx';
import { type Item, sequenceOf, stateOf, subjectOf } from './programme-item.ts';

interface SelectedItemProps {
  item: Item;
  view: DeskView;
  mode: Mode;
  act: MainAct | null;
  holding: Holding;
  onCue: (cue: Cue, evenIfIncomplete: boolean) => void;
  onCorrect: () => void;
  onRetract: () => void;
}

export function SelectedItem(props: SelectedItemProps) {
  const { item, view, mode, act, holding } = props;
  const { words } = useLanguage();
  const state = stateOf(item, mode);
  return (
    <section class="selected" aria-label={words.selectedItem}>
      {item.deal ? <DealFacts {...props} /> : <SpeechFacts {...props} />}
      {act && (
        <div class="main-act">
          <HeldBy class="big" isDisabled={act.obstacle !== null} holding={holding}>
            {words.acts[act.name]}
          </HeldBy>
          <p class="hint">{act.obstacle ? words.obstacles[act.obstacle] : words.howToHold}</p>
        </div>
      )}
      {item.deal && state === 'done' && (
        <div class="repairs">
          <p class="fact">{words.signedAs(sequenceOf(view, subjectOf(item)))}</p>
          <button type="button" onClick={props.onCorrect}>
            {words.acts.correctDeal} <kbd>R</kbd>
          </button>
          <button type="button" onClick={props.onRetract}>
            {words.acts.retractDeal} <kbd>X</kbd>
          </button>
        </div>
      )}
      {state === 'retracted' && <p class="fact">{words.retractedInPublic}</p>}
      {state === 'planned' && <Cues {...props} />}
    </section>
  );
}

function DealFacts({ item, view }: SelectedItemProps) {
  const { language, words } = useLanguage();
  const { roles, instruments } = wordsIn(language);
  const deal = item.deal!;
  const { languages } = view.exhibition;
  return (
    <>
      <ul class="titles" aria-label={words.titles}>
        {languages.map((tag) => {
          const title = deal.titleTranslations.find((each) => each.language === tag);
          return (
            <li key={tag} class={title ? 'there' : 'missing'}>
              <span class="tag">{tag}</span>
              {title ? <span lang={tag}>{title.text}</span> : <em>{words.missingTitle}</em>}
            </li>
          );
        })}
      </ul>
      <p class="sum">
        {deal.amount ? (
          <>
            <strong>{said(deal.amount, language, 3)}</strong> <span>{written(deal.amount, language)}</span>
          </>
        ) : (
          words.noAmount
        )}
      </p>
      <ul class="parties">
        {deal.parties.map(({ role, organization }) => (
          <li key={organization.id}>
            <span class="tag">{roles[role]}</span> {organization.name} ·{' '}
            {countryName(organization.country, language)}
          </li>
        ))}
        <li>
          <span class="tag">{words.industry}</span> {deal.industry.name}
        </li>
        <li>
          <span class="tag">{words.instrument}</span> {instruments[deal.instrument]}
        </li>
      </ul>
    </>
  );
}

function SpeechFacts({ item }: SelectedItemProps) {
  const { language, words } = useLanguage();
  const { speaker, office, language: spoken } = item.speech!;
  const spokenName = new Intl.DisplayNames(language, { type: 'language' }).of(spoken) ?? spoken;
  return (
    <>
      <h2>{speaker.name}</h2>
      <p>
        {office} · {countryName(speaker.country, language)}
      </p>
      <p class="quiet">{words.speaksIn(spokenName)}</p>
    </>
  );
}

function Cues({ item: { cue, missingLanguages }, onCue }: SelectedItemProps) {
  const { words } = useLanguage();
  const missing = missingLanguages.join(', ');
  const isIncomplete = missingLanguages.length > 0;
  const isHeld = cue === 'HELD';
  return (
    <div class="cues">
      {cue === 'CUED' ? (
        <button type="button" onClick={() => onCue('NONE', false)}>
          {words.notNext} <kbd>C</kbd>
        </button>
      ) : isIncomplete ? (
        <HoldButton class="warn" onHeld={() => onCue('CUED', true)}>
          {words.cueWithout(missing)}
        </HoldButton>
      ) : (
        <button type="button" onClick={() => onCue('CUED', false)}>
          {words.acts.CUED} <kbd>C</kbd>
        </button>
      )}
      <button type="button" aria-pressed={isHeld} onClick={() => onCue(isHeld ? 'NONE' : 'HELD', false)}>
        {isHeld ? words.release : words.acts.HELD} <kbd>H</kbd>
      </button>
      {isIncomplete && <p class="hint">{words.textsMissing(missing)}</p>}
    </div>
  );
}
