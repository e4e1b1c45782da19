/** WallContent as a function of the snapshot and of each announcement after it. */
import type { WallTotalsFragment } from '../../operations.ts';
import type {
  Announcement,
  Exhibition,
  Phase,
  ShownSpeech,
  Signing,
  StreamMode,
  WallContent,
} from './wall-state.ts';

/** The number of signings that are kept: one on the stage, seven more on a tall display. */
export const maxSignings = 8;

export function emptyContent(reportingCurrency: string): WallContent {
  return {
    phase: 'before',
    ceremonyName: null,
    openCeremonies: [],
    signings: [],
    speech: null,
    notice: null,
    totals: {
      deals: 0,
      reportingCurrency,
      byCategory: [],
      byIndustry: [],
    },
    industryOrder: [],
    sequence: 0,
  };
}

/** Content of a snapshot: its newest announcements, applied one after the other. */
export function contentOfSnapshot(
  exhibition: Exhibition,
  mode: StreamMode,
  previous: WallContent | null,
): WallContent {
  const announcements = exhibition.announcements?.nodes ?? [];
  const head = exhibition.stream?.sequence ?? 0;
  const empty = emptyContent(exhibition.reportingCurrency);
  // Announcements before those of the snapshot may have opened or closed the ceremony, so the status of the ceremony
  // is used.
  const phase = head > announcements.length ? phaseOf(exhibition, mode) : 'before';
  const openCeremonies = phase === 'before' ? [] : openOf(exhibition, mode);
  // Past deals may be recorded before the first announcement. A rehearsal begins without them.
  const totals = exhibition.stream?.sequence === 0 && mode === 'LIVE' ? exhibition.totals : empty.totals;
  const initial: WallContent = { ...empty, phase, openCeremonies, totals };
  const content = announcements.reduce((before, each) => applyAnnouncement(before, each), initial);
  const industryOrder = extendOrder(previous?.industryOrder ?? [], content.totals);
  return { ...content, industryOrder, sequence: head };
}

function phaseOf({ ceremonies }: Exhibition, mode: StreamMode): Phase {
  // Only operators see the rehearsal status of a ceremony.
  if (mode === 'REHEARSAL' || ceremonies.some(({ status }) => status === 'OPEN')) return 'live';
  return ceremonies.some(({ status }) => status === 'CLOSED') ? 'after' : 'before';
}

function openOf({ ceremonies }: Exhibition, mode: StreamMode): string[] {
  if (mode === 'REHEARSAL') return [];
  return ceremonies.flatMap(({ id, status }) => (status === 'OPEN' ? [id] : []));
}

/**
 * Applies an announcement. An announcement that is already shown changes nothing. `receivedAt` is in milliseconds since
 * 1970; for an announcement of a snapshot it is the time at which it was announced.
 */
export function applyAnnouncement(
  content: WallContent,
  announcement: Announcement,
  receivedAt = Date.parse(announcement.announcedAt),
): WallContent {
  const { sequence, announcedAt, totals } = announcement;
  if (sequence <= content.sequence) return content;
  const next = { ...content, sequence, totals, industryOrder: extendOrder(content.industryOrder, totals) };
  switch (announcement.__typename) {
    case 'CeremonyOpened':
      return {
        ...next,
        phase: 'live',
        ceremonyName: announcement.ceremony.nameTranslations,
        openCeremonies: withCeremony(content, announcement),
        signings: content.openCeremonies.length > 0 ? content.signings : [],
        speech: null,
        notice: null,
      };
    case 'CeremonyReopened':
      return {
        ...next,
        phase: 'live',
        ceremonyName: announcement.ceremony.nameTranslations,
        openCeremonies: withCeremony(content, announcement),
      };
    case 'CeremonyClosed': {
      const { ceremonyId, nameTranslations } = announcement.ceremony;
      const openCeremonies = content.openCeremonies.filter((id) => id !== ceremonyId);
      // It goes on in another hall.
      if (openCeremonies.length > 0) return { ...next, openCeremonies };
      return { ...next, phase: 'after', ceremonyName: nameTranslations, openCeremonies, speech: null };
    }
    case 'CeremonyUpdated':
      return content.openCeremonies.includes(announcement.ceremony.ceremonyId)
        ? { ...next, ceremonyName: announcement.ceremony.nameTranslations }
        : next;
    case 'DealRecorded':
    case 'SpeechRecorded':
      // What is entered as a record did not happen now: only the totals are shown.
      return next;
    case 'SpeechStarted':
      return { ...next, speech: { speech: announcement.speech, isFinished: false, sequence, receivedAt } };
    case 'SpeechFinished':
      return { ...next, speech: { speech: announcement.speech, isFinished: true, sequence, receivedAt } };
    case 'SpeechTextReleased':
      return withText(next, announcement.speech);
    case 'PersonRedacted':
      return withoutPeople(next, announcement.personIds);
    case 'Notice':
      return { ...next, notice: { text: announcement.textTranslations, sequence, receivedAt } };
    case 'DealSigned':
      return withSigning(next, {
        deal: announcement.deal,
        status: 'signed',
        sequence,
        announcedAt,
        receivedAt,
        before: null,
        reason: [],
      });
    case 'DealCorrected':
      return withSigning(next, {
        deal: announcement.deal,
        status: 'corrected',
        sequence,
        announcedAt,
        receivedAt,
        before: announcement.before,
        reason: announcement.reasonTranslations,
      });
    case 'DealRetracted':
      return withSigning(next, {
        deal: announcement.deal,
        status: 'retracted',
        sequence,
        announcedAt,
        receivedAt,
        before: null,
        reason: announcement.reasonTranslations,
      });
    default:
      // An unknown kind of a newer server: only its totals are used. The reload after the deployment shows the rest.
      return next;
  }
}

/** The text joins the speech that is on the stage; that of another speech changes nothing. */
function withText(content: WallContent, speech: ShownSpeech['speech']): WallContent {
  return content.speech?.speech.speechId === speech.speechId
    ? { ...content, speech: { ...content.speech, speech } }
    : content;
}

/** Nothing of a person whose name was removed stays on a wall. */
function withoutPeople(content: WallContent, ids: readonly string[]): WallContent {
  const isRedacted = content.speech !== null && ids.includes(content.speech.speech.speaker.personId);
  return isRedacted ? { ...content, speech: null } : content;
}

function withCeremony(
  { openCeremonies }: WallContent,
  { ceremony }: { ceremony: { ceremonyId: string } },
): string[] {
  return [...openCeremonies.filter((id) => id !== ceremony.ceremonyId), ceremony.ceremonyId];
}

function withSigning(content: WallContent, signing: Signing): WallContent {
  const others = content.signings.filter(({ deal }) => deal.dealId !== signing.deal.dealId);
  return {
    ...content,
    signings: [signing, ...others].slice(0, maxSignings),
    // A speech in progress stays below a signing. A finished speech is removed.
    speech: content.speech?.isFinished ? null : content.speech,
  };
}

function extendOrder(order: readonly string[], { byIndustry }: WallTotalsFragment): readonly string[] {
  const added = byIndustry.map(({ industry }) => industry).filter((code) => !order.includes(code));
  return added.length > 0 ? [...order, ...added] : order;
}
