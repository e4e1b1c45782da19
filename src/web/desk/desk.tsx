/** Desk: the running order, the selected item with its main command, and the outcome of each command sent. */
import { useEffect, useState } from 'preact/hooks';
import { textIn } from '../format/localized-texts.ts';
import { CommandLog } from './command-log.tsx';
import type { Command, CommandOutbox } from './command-outbox.ts';
import { DeskCommands } from './commands.ts';
import { DeskForms, type FormName } from './forms/desk-forms.tsx';
import { Header } from './header.tsx';
import { useKeyboardShortcuts } from './keyboard-shortcuts.ts';
import { useLongPress } from './long-press.ts';
import { OperatorsPanel } from './operators-panel.tsx';
import { RunningOrder } from './running-order.tsx';
import { ScreensPanel } from './screens-panel.tsx';
import { SelectedItem } from './selected-item.tsx';
import type { ConnectionState, DeskView, StreamMode } from './state/desk-view.ts';
import { mainCommandOf } from './state/main-command.ts';
import {
  currentCeremony,
  isOpen,
  itemAt,
  runningOrderOf,
  selectedItem,
  stateOf,
  subjectOf,
  titleOf,
} from './state/programme.ts';
import { useLanguage } from './use-language.ts';
import type { DeskLanguage } from './words/words.ts';

export interface DeskProps {
  view: DeskView;
  connection: ConnectionState;
  mode: StreamMode;
  outbox: CommandOutbox;
  commands: readonly Command[];
  onLanguage: (language: DeskLanguage) => void;
}

export function Desk({ view, connection, mode, outbox, commands, onLanguage }: DeskProps) {
  const { language, words } = useLanguage();
  /** The item that the operator selected. Null: the selection follows the running order. */
  const [chosen, setChosen] = useState<string | null>(null);
  /**
   * The item of the last main command. It stays selected until it is done. Then the selection follows the running
   * order again.
   */
  const [performed, setPerformed] = useState<string | null>(null);
  const [form, setForm] = useState<FormName | null>(null);
  const { exhibition } = view;
  const ceremony = currentCeremony(exhibition.ceremonies, mode);
  const runningOrder = runningOrderOf(ceremony, mode);
  const item = selectedItem(runningOrder, chosen, mode);
  const deskCommands = new DeskCommands(outbox, mode, exhibition.id);
  const command =
    item && ceremony ? mainCommandOf(item, ceremony, mode, outbox.isPending(subjectOf(item))) : null;
  const longPress = useLongPress(
    () => {
      if (!item || !command) return;
      deskCommands.performMain(command.name, item, titleOf(item, language));
      setChosen(item.id);
      setPerformed(item.id);
    },
    !command || command.obstacle !== null,
  );

  useEffect(() => {
    if (!item || item.id !== performed || isOpen(item, mode)) return;
    setPerformed(null);
    setChosen(null);
  });

  const select = (id: string | null) => {
    setPerformed(null);
    setChosen(id);
  };
  const move = (by: number) => {
    const next = itemAt(runningOrder, item, by);
    if (next) select(next.id);
  };
  const isSignedDeal = item?.deal && stateOf(item, mode) === 'done';
  const shortcuts: Record<string, () => void> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    j: () => move(1),
    k: () => move(-1),
    Home: () => select(null),
    c: () => item && deskCommands.toggleCue(item, 'CUED', titleOf(item, language)),
    h: () => item && deskCommands.toggleCue(item, 'HELD', titleOf(item, language)),
    r: () => isSignedDeal && setForm('correction'),
    x: () => isSignedDeal && setForm('retraction'),
    n: () => setForm('notice'),
    Enter: () => longPress.start(),
  };
  useKeyboardShortcuts(form === null ? shortcuts : {}, longPress.cancel);

  return (
    <main class={`desk ${mode === 'REHEARSAL' ? 'rehearsal' : ''}`} data-head={view.screens.head}>
      <Header
        name={textIn(exhibition.nameTranslations, language)}
        view={view}
        ceremony={ceremony}
        connection={connection}
        mode={mode}
        deskCommands={deskCommands}
        onNotice={() => setForm('notice')}
        onLanguage={onLanguage}
      />
      <RunningOrder
        view={view}
        items={runningOrder}
        selected={item?.id}
        mode={mode}
        deskCommands={deskCommands}
        onSelect={select}
      />
      {item ? (
        <SelectedItem
          key={item.id}
          item={item}
          view={view}
          mode={mode}
          command={command}
          longPress={longPress}
          onCue={(cue, evenIfIncomplete) =>
            deskCommands.cue(item, cue, titleOf(item, language), evenIfIncomplete)
          }
          onCorrect={() => setForm('correction')}
          onRetract={() => setForm('retraction')}
        />
      ) : (
        <section class="selected">{words.emptyProgramme}</section>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard. */}
      <aside tabIndex={0}>
        <ScreensPanel screens={view.screens} isConnected={connection.name === 'live'} />
        <CommandLog commands={commands} onStop={(key) => outbox.stopSending(key)} />
        <OperatorsPanel operators={view.operators} />
      </aside>
      <DeskForms
        form={form}
        item={item}
        exhibition={exhibition}
        deskCommands={deskCommands}
        onClose={() => setForm(null)}
      />
    </main>
  );
}
