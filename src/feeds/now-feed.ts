/** What the walls show now: the deal that was announced last, or the speaker, and the ceremony. */
import { dealRow, type FeedDeal, type FeedRow } from './feed-row.ts';

interface Ceremony {
  id: string;
  name: string;
  status: string;
  startsAt: string;
}

interface Speech {
  speechId: string;
  office: string;
  speaker: { name: string; country: string; redacted: boolean };
}

interface Announcement {
  __typename: string;
  sequence: number;
  announcedAt: string;
  deal?: FeedDeal;
  speech?: Speech;
  text?: string;
}

export interface NowData {
  name: string;
  ceremonies: readonly Ceremony[];
  wallControl: { allWalls: { hiddenNotice: number | null } };
  /** The newest, the oldest of them first. */
  announcements: { nodes: readonly Announcement[] } | null;
}

const dealKinds: Readonly<Record<string, string>> = {
  DealSigned: 'signing',
  DealCorrected: 'correction',
  DealRetracted: 'retraction',
};

export function nowRows(data: NowData): FeedRow[] {
  const nodes = data.announcements?.nodes ?? [];
  const { status, ceremony } = ceremonyOf(data.ceremonies);
  const shown = status === 'open' ? onStage(nodes, data.ceremonies) : undefined;
  return [
    {
      exhibition: data.name,
      status,
      ceremony: ceremony?.name ?? '',
      startsAt: ceremony?.startsAt ?? '',
      kind: shown ? (dealKinds[shown.__typename] ?? 'speech') : '',
      ...dealRow(shown?.deal ?? null),
      speaker: shown?.speech?.speaker.name ?? '',
      office: shown?.speech?.office ?? '',
      country: shown?.speech?.speaker.country ?? '',
      notice: noticeOf(nodes, data.wallControl.allWalls.hiddenNotice ?? 0),
      sequence: String(nodes.at(-1)?.sequence ?? 0),
      announcedAt: shown?.announcedAt ?? '',
    },
  ];
}

/** The one that is open, else the next one, else the last one. */
function ceremonyOf(ceremonies: readonly Ceremony[]) {
  const ordered = [...ceremonies].sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt));
  const open = ordered.find(({ status }) => status === 'OPEN');
  if (open) return { status: 'open', ceremony: open };
  const planned = ordered.find(({ status }) => status === 'PLANNED');
  const closed = ordered.findLast(({ status }) => status === 'CLOSED');
  // Between two ceremonies the feed shows the results, as after the last one.
  return closed
    ? { status: 'closed', ceremony: planned ?? closed }
    : { status: 'planned', ceremony: planned };
}

/**
 * The newest signing, or the speech that began after it and is not finished. A ceremony that opens beside another one leaves
 * what is shown.
 */
function onStage(nodes: readonly Announcement[], ceremonies: readonly Ceremony[]): Announcement | undefined {
  const isAlone = ceremonies.filter(({ status }) => status === 'OPEN').length < 2;
  const opening = isAlone ? nodes.findLastIndex(({ __typename }) => __typename === 'CeremonyOpened') : -1;
  const current = nodes.slice(opening + 1);
  const newest = current.findLast(
    ({ __typename }) => __typename in dealKinds || __typename === 'SpeechStarted',
  );
  if (newest?.__typename !== 'SpeechStarted') return newest;
  const isFinished = current.some(
    ({ __typename, speech }) =>
      __typename === 'SpeechFinished' && speech?.speechId === newest.speech?.speechId,
  );
  return isFinished || newest.speech?.speaker.redacted ? undefined : newest;
}

/** Until the next ceremony opens, or the desk takes it down from all walls. */
function noticeOf(nodes: readonly Announcement[], hidden: number): string {
  const newest = nodes.findLast(({ __typename }) => ['Notice', 'CeremonyOpened'].includes(__typename));
  return newest?.__typename === 'Notice' && newest.sequence > hidden ? (newest.text ?? '') : '';
}
