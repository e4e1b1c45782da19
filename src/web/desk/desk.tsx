/** Desk: the running order, the selected item with its main command, and the outcome of each command sent. */
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { textIn } from '../format/localized-texts.ts';
import { Clock } from '../rendering/use-now.ts';
import { CommandLog } from './command-log.tsx';
import type { Command, CommandOutbox } from './command-outbox.ts';
import { DeskCommands } from './commands.ts';
import { ControlPanel } from './control-panel.tsx';
import type { Drafts, FormAddress, FormName } from './drafts.ts';
import type { LoadedNames } from './fact-names.ts';
import { FindField } from './find-field.tsx';
import { DeskForms } from './forms/desk-forms.tsx';
import { GroupPanel } from './group-panel.tsx';
import { Header } from './header.tsx';
import { HelpSheet } from './help-sheet.tsx';
import { type Shortcuts, useKeyboardShortcuts } from './keyboard-shortcuts.ts';
import { useLongPress } from './long-press.ts';
import { OperatorsPanel } from './operators-panel.tsx';
import { RunningOrder } from './running-order.tsx';
import { ScreensPanel } from './screens-panel.tsx';
import { SelectedItem } from './selected-item.tsx';
import { SpreadsheetsDialog } from './spreadsheets/spreadsheets-dialog.tsx';
import { useImport } from './spreadsheets/use-import.ts';
import type { Ceremony, ConnectionState, DeskView, ProgrammeItem, StreamMode } from './state/desk-view.ts';
import { mainCommandOf, type Obstacle, obstacleOf } from './state/main-command.ts';
import {
  currentCeremony,
  isOpen,
  itemAt,
  nextItem,
  runningOrderOf,
  selectedItem,
  stateOf,
  subjectOf,
  titleOf,
} from './state/programme.ts';
import type { Digit } from './state/shortcut-of.ts';
import { itemNumbered, TypedNumber } from './state/type-ahead.ts';
import { slideSubject } from './state/walls.ts';
import { useLanguage } from './use-language.ts';
import { WallControl } from './wall-control.tsx';
import type { DeskLanguage } from './words/words.ts';

const rowsPerPage = 10;
const digits: readonly Digit[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

export interface DeskProps {
  slug: string;
  view: DeskView;
  connection: ConnectionState;
  mode: StreamMode;
  outbox: CommandOutbox;
  commands: readonly Command[];
  drafts: Drafts;
  loadNames: () => Promise<LoadedNames>;
  onLanguage: (language: DeskLanguage) => void;
}

export function Desk({
  slug,
  view,
  connection,
  mode,
  outbox,
  commands,
  drafts,
  loadNames,
  onLanguage,
}: DeskProps) {
  const { language, words } = useLanguage();
  /** The item that the operator selected. Null: the selection follows the running order. */
  const [chosen, setChosen] = useState<string | null>(null);
  /**
   * The item of the last main command. It stays selected until it is done. Then the selection follows the running
   * order again.
   */
  const [performed, setPerformed] = useState<string | null>(null);
  /** Also after a reload, and after the desk has asked for another token. */
  const [openForm, setOpenForm] = useState<FormAddress | null>(() => drafts.openForm);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [areSpreadsheetsOpen, setSpreadsheetsOpen] = useState(false);
  const importSession = useImport(slug);
  const typedNumber = useRef(new TypedNumber());
  const findField = useRef<HTMLInputElement>(null);
  const clock = useContext(Clock);
  const { exhibition } = view;
  const [chosenCeremony, chooseCeremony] = useState<string | null>(null);
  /** The items of the deals that are signed together, in their order. */
  const [group, setGroup] = useState<readonly string[]>([]);
  const ceremony = currentCeremony(exhibition.ceremonies, mode, chosenCeremony);
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

  const grouped = group.flatMap((id) => {
    const found = runningOrder.find((each) => each.id === id);
    return found?.deal && stateOf(found, mode) === 'planned' ? [found] : [];
  });
  const next = nextItem(runningOrder, mode);
  const toggleGroup = () => {
    if (!item?.deal || stateOf(item, mode) !== 'planned') return;
    const { id } = item;
    setGroup((before) => (before.includes(id) ? before.filter((each) => each !== id) : [...before, id]));
  };
  const moveItem = (by: -1 | 1) => {
    if (!item || !ceremony) return;
    const position = Math.max(item.position + by, 0);
    deskCommands.moveItem(item, titleOf(item, language), position, ceremony.programmeVersion);
    setChosen(item.id);
  };

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
  useEffect(() => drafts.settle(commands, clock()), [commands]);
  const showForm = (address: FormAddress | null) => {
    drafts.openForm = address;
    setOpenForm(address);
  };
  const open = (form: FormName, subject: string | undefined) => subject && showForm({ form, subject });
  const openForDeal = (form: FormName) =>
    item?.deal && stateOf(item, mode) === 'done' && open(form, item.deal.id);
  const selectFirst = (found: ProgrammeItem | undefined) => found && select(found.id);
  const shortcuts: Shortcuts = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    j: () => move(1),
    k: () => move(-1),
    PageDown: () => move(rowsPerPage),
    PageUp: () => move(-rowsPerPage),
    Home: () => selectFirst(runningOrder[0]),
    End: () => selectFirst(runningOrder[runningOrder.length - 1]),
    Escape: () => select(null),
    '/': () => findField.current?.focus(),
    '?': () => setHelpOpen(true),
    c: () => item && deskCommands.toggleCue(item, 'CUED', titleOf(item, language)),
    h: () => item && deskCommands.toggleCue(item, 'HELD', titleOf(item, language)),
    r: () => openForDeal('correction'),
    x: () => openForDeal('retraction'),
    n: () => open('notice', exhibition.id),
    g: toggleGroup,
    Enter: () => longPress.start(),
  };
  for (const digit of digits) {
    shortcuts[digit] = () =>
      selectFirst(itemNumbered(runningOrder, typedNumber.current.type(digit, performance.now())));
  }
  useKeyboardShortcuts(
    openForm === null && !isHelpOpen && !areSpreadsheetsOpen ? shortcuts : {},
    longPress.cancel,
  );

  return (
    <main class={`desk ${mode === 'REHEARSAL' ? 'rehearsal' : ''}`} data-head={view.screens.head}>
      <Header
        name={textIn(exhibition.nameTranslations, language)}
        view={view}
        ceremony={ceremony}
        connection={connection}
        mode={mode}
        deskCommands={deskCommands}
        next={next}
        onCeremony={(id) => {
          chooseCeremony(id);
          setGroup([]);
          select(null);
        }}
        onForm={(form) => open(form, form === 'notice' ? exhibition.id : ceremony?.id)}
        onHelp={() => setHelpOpen(true)}
        onSpreadsheets={() => setSpreadsheetsOpen(true)}
        onLanguage={onLanguage}
      />
      <RunningOrder
        find={<FindField field={findField} items={runningOrder} onFind={(found) => select(found.id)} />}
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
          onCorrect={() => openForDeal('correction')}
          onRetract={() => openForDeal('retraction')}
          onReleaseText={() => deskCommands.releaseText(item, titleOf(item, language))}
          signAgain={
            ceremony &&
            item.deal &&
            obstacleOf(item, ceremony, mode) === null &&
            !outbox.isPending(item.deal.id)
              ? () => deskCommands.signAgain(item.deal!, ceremony, titleOf(item, language))
              : null
          }
          isInGroup={group.includes(item.id)}
          onGroup={toggleGroup}
          skipped={next && next.id !== item.id ? next : undefined}
          onMove={moveItem}
          onRemove={() =>
            deskCommands.removeItem(item, titleOf(item, language), ceremony?.programmeVersion ?? null)
          }
        />
      ) : (
        <section class="selected">{words.emptyProgramme}</section>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard. */}
      <aside tabIndex={0}>
        {grouped.length > 0 && ceremony && (
          <GroupPanel
            items={grouped}
            obstacle={groupObstacle(grouped, ceremony, mode, deskCommands)}
            onEmpty={() => setGroup([])}
            onSign={() =>
              deskCommands.signGroup(
                grouped,
                ceremony,
                grouped.map((each) => titleOf(each, language)).join(', '),
              )
            }
          />
        )}
        {ceremony && <ControlPanel ceremony={ceremony} deskCommands={deskCommands} />}
        <ScreensPanel screens={view.screens} isConnected={connection.name === 'live'} />
        <WallControl
          view={view}
          mode={mode}
          deskCommands={deskCommands}
          onSlide={(wall) => open('slide', slideSubject(wall))}
        />
        <CommandLog
          commands={commands}
          onStop={(key) => outbox.stopSending(key)}
          draftOf={(key) => drafts.addressOf(key)}
          onDraft={showForm}
        />
        <OperatorsPanel operators={view.operators} />
        <button type="button" data-testid="print" onClick={openPrint}>
          {words.print}…
        </button>
      </aside>
      <DeskForms
        loadNames={loadNames}
        address={openForm}
        view={view}
        mode={mode}
        drafts={drafts}
        commands={commands}
        deskCommands={deskCommands}
        onClose={() => showForm(null)}
      />
      {isHelpOpen && <HelpSheet onClose={() => setHelpOpen(false)} />}
      {areSpreadsheetsOpen && (
        <SpreadsheetsDialog slug={slug} session={importSession} onClose={() => setSpreadsheetsOpen(false)} />
      )}
    </main>
  );
}

/** The first reason for which one of the group cannot be signed. */
function groupObstacle(
  items: readonly ProgrammeItem[],
  ceremony: Ceremony,
  mode: StreamMode,
  deskCommands: DeskCommands,
): Obstacle | null {
  if (deskCommands.isPending(`group ${ceremony.id}`)) return 'sent';
  for (const item of items) {
    const obstacle = mainCommandOf(item, ceremony, mode, deskCommands.isPending(subjectOf(item)))?.obstacle;
    if (obstacle) return obstacle;
  }
  return null;
}

/** The tab that a page opens has a copy of its storage, and so the token. */
function openPrint(): void {
  globalThis.open(`${location.pathname}/print`);
}
