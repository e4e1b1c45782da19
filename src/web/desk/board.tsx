/** The desk: what comes next, one big button, and what became of each press. Every act has a key. */
import { useEffect, useState } from 'preact/hooks';
import { textIn } from '../format/localized-texts.ts';
import { PressList } from './command-list.tsx';
import type { Press, Presses } from './command-outbox.ts';
import { Acts } from './commands.ts';
import { DeskHeader } from './desk-header.tsx';
import type { DeskLink, DeskView, Mode } from './desk-subscription.ts';
import { useKeys } from './keyboard-shortcuts.ts';
import { useLanguage } from './language.tsx';
import { useHold } from './long-press.ts';
import { currentCeremony, nextItem, stateOf, subjectOf, titleOf } from './programme-item.ts';
import { CorrectForm, NoticeForm, RetractForm } from './repair-forms.tsx';
import { RunningOrder } from './running-order.tsx';
import { Operators, WallAnswers } from './screens-panel.tsx';
import { SelectedItem } from './selected-item.tsx';
import type { DeskLanguage } from './words/words.ts';

export interface BoardProps {
  view: DeskView;
  link: DeskLink;
  mode: Mode;
  presses: Presses;
  list: readonly Press[];
  onSpeak: (language: DeskLanguage) => void;
}

type Form = 'correct' | 'retract' | 'notice' | null;

export function Board({ view, link, mode, presses, list, onSpeak }: BoardProps) {
  const { language, words } = useLanguage();
  const [chosen, choose] = useState<string | null>(null);
  /** What the big button was pressed for: the desk stays at it until it has happened, then goes on by itself. */
  const [pressed, setPressed] = useState<string | null>(null);
  const [form, setForm] = useState<Form>(null);
  const { exhibition } = view;
  const ceremony = currentCeremony(exhibition.ceremonies, mode);
  const programme = (ceremony?.programme ?? []).filter((item) => stateOf(item, mode) !== 'withdrawn');
  const item = programme.find(({ id }) => id === chosen) ?? nextItem(programme, mode) ?? programme.at(-1);
  const acts = new Acts(presses, mode, exhibition.id);
  const act = item && ceremony ? acts.mainActOf(item, ceremony, mode) : null;
  const holding = useHold(
    () => {
      if (!item) return;
      acts.performMain(item, titleOf(item, language));
      choose(item.id);
      setPressed(item.id);
    },
    !act || act.obstacle !== null,
  );

  useEffect(() => {
    if (!item || item.id !== pressed || ['planned', 'under way'].includes(stateOf(item, mode))) return;
    setPressed(null);
    choose(null);
  });

  const select = (id: string | null) => {
    setPressed(null);
    choose(id);
  };
  const move = (by: number) => {
    const index = programme.findIndex(({ id }) => id === item?.id);
    const next = programme[Math.min(Math.max(index + by, 0), programme.length - 1)];
    if (next) select(next.id);
  };
  const isSigned = item?.deal && stateOf(item, mode) === 'done';
  const keys: Record<string, () => void> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    j: () => move(1),
    k: () => move(-1),
    Home: () => select(null),
    c: () => item && acts.toggleCue(item, 'CUED', titleOf(item, language)),
    h: () => item && acts.toggleCue(item, 'HELD', titleOf(item, language)),
    r: () => isSigned && setForm('correct'),
    x: () => isSigned && setForm('retract'),
    n: () => setForm('notice'),
    Enter: () => holding.start(),
  };
  useKeys(form === null ? keys : {}, holding.cancel);

  const close = () => setForm(null);
  const { languages } = exhibition;
  return (
    <main class={`desk ${mode === 'REHEARSAL' ? 'rehearsal' : ''}`} data-head={view.screens.head}>
      <DeskHeader
        name={textIn(exhibition.nameTranslations, language)}
        view={view}
        ceremony={ceremony}
        link={link}
        mode={mode}
        acts={acts}
        onNotice={() => setForm('notice')}
        onSpeak={onSpeak}
      />
      <RunningOrder
        view={view}
        programme={programme}
        selected={item?.id}
        mode={mode}
        presses={presses}
        onSelect={select}
      />
      {item ? (
        <SelectedItem
          key={item.id}
          item={item}
          view={view}
          mode={mode}
          act={act}
          holding={holding}
          onCue={(cue, evenIfIncomplete) => acts.cue(item, cue, titleOf(item, language), evenIfIncomplete)}
          onCorrect={() => setForm('correct')}
          onRetract={() => setForm('retract')}
        />
      ) : (
        <section class="selected">{words.nothingPlanned}</section>
      )}
      <aside>
        <WallAnswers screens={view.screens} isLive={link.name === 'live'} />
        <PressList presses={presses} list={list} />
        <Operators operators={view.operators} />
      </aside>
      {form === 'correct' && item?.deal && (
        <CorrectForm
          deal={item.deal}
          languages={languages}
          currencies={[
            exhibition.reportingCurrency,
            ...exhibition.exchangeRates.map((rate) => rate.currency),
          ]}
          onClose={close}
          onCorrect={(correction) => acts.correct(subjectOf(item), titleOf(item, language), correction)}
        />
      )}
      {form === 'retract' && item?.deal && (
        <RetractForm
          deal={item.deal}
          languages={languages}
          onClose={close}
          onRetract={(reason) => acts.retract(subjectOf(item), titleOf(item, language), reason)}
        />
      )}
      {form === 'notice' && (
        <NoticeForm languages={languages} onClose={close} onPublish={(texts) => acts.notice(texts)} />
      )}
    </main>
  );
}
