import { said } from '../format/money.ts';
import { investmentOf } from '../investment.ts';
import type { Acts } from './commands.ts';
import type { DeskLink, DeskView, Mode } from './desk-subscription.ts';
import { refusalIn } from './error-words.ts';
import { LanguageSwitch, useLanguage } from './language.tsx';
import { HoldButton } from './long-press-button.tsx';
import { type Ceremony, statusOf } from './programme-item.ts';
import { timeOf } from './screens-panel.tsx';
import type { DeskLanguage } from './words/words.ts';

interface DeskHeaderProps {
  name: string;
  view: DeskView;
  ceremony: Ceremony | undefined;
  link: DeskLink;
  mode: Mode;
  acts: Acts;
  onNotice: () => void;
  onSpeak: (language: DeskLanguage) => void;
}

export function DeskHeader(props: DeskHeaderProps) {
  const { name, view, ceremony, link, mode, acts, onNotice, onSpeak } = props;
  const { words } = useLanguage();
  const isRehearsal = mode === 'REHEARSAL';
  return (
    <header>
      <h1>
        {isRehearsal && <strong class="banner">{words.rehearsal}</strong>} {name}
      </h1>
      <Head view={view} />
      <LinkState link={link} />
      <div class="ceremony">
        {ceremony && <CeremonyState ceremony={ceremony} mode={mode} acts={acts} />}
        <button type="button" onClick={onNotice}>
          {words.acts.publishNotice} <kbd>N</kbd>
        </button>
        {isRehearsal && (
          <HoldButton
            class="warn"
            isDisabled={acts.isPending(view.exhibition.id)}
            onHeld={() => acts.resetRehearsal()}
          >
            {words.acts.resetRehearsal}
          </HoldButton>
        )}
        <a href={isRehearsal ? location.pathname : '?mode=rehearsal'}>
          {isRehearsal ? words.leaveRehearsal : words.rehearse}
        </a>
        <LanguageSwitch onSpeak={onSpeak} />
      </div>
    </header>
  );
}

/** What the screens are to show now. */
function Head({ view }: { view: DeskView }) {
  const { language, words } = useLanguage();
  const last = view.exhibition.announcements?.nodes.at(-1);
  const investment = last && investmentOf(last.totals)?.converted.money;
  return (
    <p class="head">
      {words.announcement} <strong>{view.screens.head}</strong>
      {last && (
        <>
          {' '}
          <span class="quiet">
            {words.deals(last.totals.deals)}
            {investment && `, ${words.invested(said(investment, language, 2))}`}
          </span>
        </>
      )}
    </p>
  );
}

function LinkState({ link }: { link: DeskLink }) {
  const { words } = useLanguage();
  const text =
    link.name === 'offline'
      ? words.offline(timeOf(link.since))
      : link.name === 'refused'
        ? words.refused(refusalIn(words, link.code, link.message).what)
        : words[link.name];
  return (
    <p class={`link ${link.name}`} role="status">
      {text}
    </p>
  );
}

function CeremonyState({ ceremony, mode, acts }: { ceremony: Ceremony; mode: Mode; acts: Acts }) {
  const { words } = useLanguage();
  const status = statusOf(ceremony, mode);
  const isPending = acts.isPending(ceremony.id);
  return (
    <>
      <span>
        {ceremony.name}: <strong>{words.ceremonyStatus[status]}</strong>
      </span>
      {status === 'PLANNED' && (
        <HoldButton class="primary" isDisabled={isPending} onHeld={() => acts.openCeremony(ceremony)}>
          {words.acts.openCeremony}
        </HoldButton>
      )}
      {status === 'OPEN' && (
        <HoldButton isDisabled={isPending} onHeld={() => acts.closeCeremony(ceremony)}>
          {words.acts.closeCeremony}
        </HoldButton>
      )}
    </>
  );
}
