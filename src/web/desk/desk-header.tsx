import { spoken } from '../money.ts';
import type { Acts } from './acts.ts';
import type { DeskLink, DeskView, Mode } from './desk-feed.ts';
import { HoldButton } from './hold-button.tsx';
import { type Ceremony, statusOf } from './item.ts';
import { timeOf } from './wall-answers.tsx';

interface DeskHeaderProps {
  name: string;
  view: DeskView;
  ceremony: Ceremony | undefined;
  link: DeskLink;
  mode: Mode;
  acts: Acts;
  onNotice: () => void;
}

export function DeskHeader({ name, view, ceremony, link, mode, acts, onNotice }: DeskHeaderProps) {
  const isRehearsal = mode === 'REHEARSAL';
  return (
    <header>
      <h1>
        {isRehearsal && <strong class="banner">Rehearsal</strong>} {name}
      </h1>
      <Head view={view} />
      <LinkState link={link} />
      <div class="ceremony">
        {ceremony && <CeremonyState ceremony={ceremony} mode={mode} acts={acts} />}
        <button type="button" onClick={onNotice}>
          Notice <kbd>N</kbd>
        </button>
        {isRehearsal && (
          <HoldButton
            class="warn"
            isDisabled={acts.isPending(view.exhibition.id)}
            onHeld={() => acts.resetRehearsal()}
          >
            Reset the rehearsal
          </HoldButton>
        )}
        <a href={isRehearsal ? location.pathname : '?mode=rehearsal'}>
          {isRehearsal ? 'Leave the rehearsal' : 'Rehearse'}
        </a>
      </div>
    </header>
  );
}

/** What the screens are to show now. */
function Head({ view }: { view: DeskView }) {
  const last = view.exhibition.announcements?.nodes.at(-1);
  const money = last?.totals.converted.money;
  const said = money ? spoken(money, 'en', 2) : null;
  return (
    <p class="head">
      Announcement <strong>{view.screens.head}</strong>
      {last && (
        <>
          {' '}
          <span class="quiet">
            {last.totals.deals} {last.totals.deals === 1 ? 'deal' : 'deals'}
            {said && `, ${said.figure} ${said.unit}`}
          </span>
        </>
      )}
    </p>
  );
}

function LinkState({ link }: { link: DeskLink }) {
  const text = {
    connecting: 'Connecting',
    live: 'Live',
    offline: `No connection since ${'since' in link ? timeOf(link.since) : ''}. What you press is sent when it is back.`,
    refused: `The server refuses: ${'message' in link ? link.message : ''}`,
  }[link.name];
  return (
    <p class={`link ${link.name}`} role="status">
      {text}
    </p>
  );
}

function CeremonyState({ ceremony, mode, acts }: { ceremony: Ceremony; mode: Mode; acts: Acts }) {
  const status = statusOf(ceremony, mode);
  const isPending = acts.isPending(ceremony.id);
  return (
    <>
      <span>
        {ceremony.name}: <strong>{status.toLowerCase()}</strong>
      </span>
      {status === 'PLANNED' && (
        <HoldButton class="primary" isDisabled={isPending} onHeld={() => acts.openCeremony(ceremony)}>
          Open the ceremony
        </HoldButton>
      )}
      {status === 'OPEN' && (
        <HoldButton isDisabled={isPending} onHeld={() => acts.closeCeremony(ceremony)}>
          Close the ceremony
        </HoldButton>
      )}
    </>
  );
}
