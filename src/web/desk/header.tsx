import { formatCompact } from '../../amounts/compact-amount.ts';
import { dealTerms } from '../format/deal-terms.ts';
import { headlinesOf } from '../headline.ts';
import { addressOfMode } from '../page-address.ts';
import type { DeskCommands } from './commands.ts';
import type { FormName } from './drafts.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { LongPressButton } from './long-press-button.tsx';
import type { Ceremony, ConnectionState, DeskView, ProgrammeItem, StreamMode } from './state/desk-view.ts';
import { isControlledByAnother } from './state/main-command.ts';
import { statusOf, titleOf } from './state/programme.ts';
import { useLanguage, useTimeOfDay } from './use-language.ts';
import { explainError } from './words/error-words.ts';
import type { DeskLanguage } from './words/words.ts';

interface HeaderProps {
  name: string;
  view: DeskView;
  ceremony: Ceremony | undefined;
  connection: ConnectionState;
  mode: StreamMode;
  deskCommands: DeskCommands;
  /** The next item of the running order. */
  next: ProgrammeItem | undefined;
  onCeremony: (id: string) => void;
  onForm: (form: FormName) => void;
  onHelp: () => void;
  onSpreadsheets: () => void;
  onLanguage: (language: DeskLanguage) => void;
}

export function Header(props: HeaderProps) {
  const { name, view, ceremony, connection, mode, deskCommands, onForm, onHelp, onLanguage } = props;
  const { language, words } = useLanguage();
  const { ceremonies } = view.exhibition;
  const isRehearsal = mode === 'REHEARSAL';
  return (
    <header>
      <h1>
        {isRehearsal && (
          <strong class="mode-badge" data-testid="mode">
            {words.rehearsal}
          </strong>
        )}{' '}
        {name}
      </h1>
      <StreamHead view={view} />
      <Connection connection={connection} />
      {props.next && (
        <p class="next-item" data-testid="next-item">
          {words.nextItem(titleOf(props.next, language))}
        </p>
      )}
      <div class="ceremony">
        {ceremony && ceremonies.length > 1 && (
          <select
            aria-label={words.ceremony}
            data-testid="choose-ceremony"
            value={ceremony.id}
            onChange={({ currentTarget }) => props.onCeremony(currentTarget.value)}
          >
            {ceremonies.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}: {words.ceremonyStatus[statusOf(each, mode)]}
              </option>
            ))}
          </select>
        )}
        {ceremony && (
          <CeremonyControls ceremony={ceremony} mode={mode} deskCommands={deskCommands} onForm={onForm} />
        )}
        <button type="button" onClick={() => onForm('notice')}>
          {words.commands.publishNotice} <kbd>N</kbd>
        </button>
        {isRehearsal && (
          <LongPressButton
            class="warn"
            testId="reset-rehearsal"
            isDisabled={deskCommands.isPending(view.exhibition.id)}
            onLongPress={() => deskCommands.resetRehearsal()}
          >
            {words.commands.resetRehearsal}
          </LongPressButton>
        )}
        {!isRehearsal && (
          <button type="button" data-testid="open-spreadsheets" onClick={props.onSpreadsheets}>
            {words.spreadsheets.title}…
          </button>
        )}
        <a href={addressOfMode(isRehearsal ? 'LIVE' : 'REHEARSAL')}>
          {isRehearsal ? words.leaveRehearsal : words.startRehearsal}
        </a>
        <button type="button" onClick={onHelp} aria-label={words.keys} title={words.keys}>
          <kbd>?</kbd>
        </button>
        <LanguageSwitch onLanguage={onLanguage} />
      </div>
    </header>
  );
}

/** The newest announcement, with its totals. */
function StreamHead({ view }: { view: DeskView }) {
  const { language, words } = useLanguage();
  const newest = view.exhibition.announcements?.nodes.at(-1);
  const sums = newest
    ? headlinesOf(newest.totals).flatMap(({ category, signingTotal: { converted } }) =>
        converted.money
          ? [`${dealTerms(language).categories[category]} ${formatCompact(converted.money, language, 2)}`]
          : [],
      )
    : [];
  return (
    <p class="head">
      {words.announcement} <strong>{view.screens.head}</strong>
      {newest && (
        <>
          {' '}
          <span class="quiet">{[words.deals(newest.totals.deals), ...sums].join(', ')}</span>
        </>
      )}
    </p>
  );
}

function Connection({ connection }: { connection: ConnectionState }) {
  const { words } = useLanguage();
  const formatTimeOfDay = useTimeOfDay();
  const text =
    connection.name === 'offline'
      ? words.offline(formatTimeOfDay(connection.since))
      : connection.name === 'rejected'
        ? words.rejected(explainError(words, connection.code, connection.message).problem)
        : words[connection.name];
  return (
    <p class={`connection ${connection.name}`} role="status" data-testid="connection">
      {text}
    </p>
  );
}

interface CeremonyControlsProps {
  ceremony: Ceremony;
  mode: StreamMode;
  deskCommands: DeskCommands;
  onForm: HeaderProps['onForm'];
}

/** Opening and closing are published from a form, which shows what the walls will say. */
function CeremonyControls({ ceremony, mode, deskCommands, onForm }: CeremonyControlsProps) {
  const { words } = useLanguage();
  const status = statusOf(ceremony, mode);
  const isBlocked = deskCommands.isPending(ceremony.id) || isControlledByAnother(ceremony);
  return (
    <>
      <span>
        {ceremony.name}: <strong>{words.ceremonyStatus[status]}</strong>
      </span>
      {mode === 'LIVE' && status !== 'CANCELLED' && (
        <button type="button" data-testid="change-plan" disabled={isBlocked} onClick={() => onForm('plan')}>
          {words.commands.updateCeremony}…
        </button>
      )}
      {mode === 'LIVE' && status !== 'CANCELLED' && status !== 'CLOSED' && (
        <button type="button" data-testid="add-item" onClick={() => onForm('item')}>
          {words.commands.addProgrammeItem}…
        </button>
      )}
      {mode === 'LIVE' && status === 'PLANNED' && (
        <button
          type="button"
          data-testid="cancel-ceremony"
          disabled={isBlocked}
          onClick={() => onForm('cancellation')}
        >
          {words.commands.cancelCeremony}…
        </button>
      )}
      {status === 'CLOSED' && (
        <button
          type="button"
          data-testid="reopen-ceremony"
          disabled={isBlocked}
          onClick={() => onForm('reopening')}
        >
          {words.commands.reopenCeremony}…
        </button>
      )}
      {status === 'PLANNED' && (
        <button
          type="button"
          class="primary"
          data-testid="open-ceremony"
          disabled={isBlocked}
          onClick={() => onForm('opening')}
        >
          {words.commands.openCeremony}…
        </button>
      )}
      {status === 'OPEN' && (
        <button
          type="button"
          data-testid="close-ceremony"
          disabled={isBlocked}
          onClick={() => onForm('closing')}
        >
          {words.commands.closeCeremony}…
        </button>
      )}
    </>
  );
}
