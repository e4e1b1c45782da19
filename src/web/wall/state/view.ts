/** Derives from the state and the time what the wall shows: stage, language, notice and badge. */
import { isTakenDown } from './control.ts';
import type {
  ConnectionState,
  Exhibition,
  Notice,
  ShownSpeech,
  Signing,
  WallContent,
  WallState,
} from './wall-state.ts';

export type Stage =
  | { name: 'before' }
  | { name: 'after' }
  | { name: 'opening' }
  | { name: 'speech'; speech: ShownSpeech }
  /** `speech` is in progress at the same time. */
  | { name: 'signing'; signing: Signing; speech: ShownSpeech | null };

/** During the ceremony, the stage shows the signing or the speech, whichever is newer. */
export function stageOf({ phase, signings, speech }: WallContent): Stage {
  if (phase !== 'live') return { name: phase };
  const signing = signings[0];
  if (speech && speech.sequence > (signing?.sequence ?? 0)) return { name: 'speech', speech };
  return signing ? { name: 'signing', signing, speech } : { name: 'opening' };
}

/** The signings below the stage: all but the one that is on it. */
export function earlierSignings(content: WallContent): readonly Signing[] {
  if (content.phase !== 'live') return [];
  return content.signings.slice(stageOf(content).name === 'signing' ? 1 : 0);
}

/** Whether there is a total or a signing to show, including one that was retracted. */
export function hasSignings({ totals, signings }: WallContent): boolean {
  return totals.deals > 0 || signings.length > 0;
}

const noticeMs = 90_000;

/**
 * Before the opening a notice stays visible; afterwards it is visible for `noticeMs` after it arrived. The desk can take
 * it down.
 */
export function visibleNotice(state: WallState, now: number): Notice | null {
  const { content } = state;
  if (!content?.notice || isTakenDown(content.notice, state)) return null;
  const { notice, phase } = content;
  return phase === 'before' || now - notice.receivedAt <= noticeMs ? notice : null;
}

const languageTurnMs = 12_000;

/** The language at a time: one of the requested ones, else of those of the exhibition, each for `languageTurnMs`. */
export function languageAt(
  now: number,
  wanted: readonly string[],
  available: readonly string[],
  fallback: string,
): string {
  const languages = wanted.length > 0 ? wanted : available;
  return languages[Math.floor(now / languageTurnMs) % languages.length] ?? fallback;
}

/** A connection that is restored within this time is not reported. */
const offlineToleranceMs = 3_000;

export function needsConnectionBadge(connection: ConnectionState, now: number): boolean {
  if (connection.name === 'offline') return now - connection.since >= offlineToleranceMs;
  return connection.name !== 'live';
}

type Ceremony = Exhibition['ceremonies'][number];

/** The planned ceremony that begins first. One that was postponed may be after another one now. */
export function nextCeremony({ ceremonies }: Pick<Exhibition, 'ceremonies'>): Ceremony | null {
  const planned = ceremonies.filter(({ status }) => status === 'PLANNED');
  return planned.sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))[0] ?? null;
}

export interface CountdownPart {
  value: number;
  unit: 'days' | 'hours' | 'minutes' | 'seconds';
}

/** The time left, without days if it is less than one; null once it is over. */
export function countdownTo(start: number, now: number): CountdownPart[] | null {
  const left = Math.ceil((start - now) / 1_000);
  if (left <= 0) return null;
  const days = Math.floor(left / 86_400);
  return [
    ...(days > 0 ? [{ value: days, unit: 'days' } as const] : []),
    { value: Math.floor(left / 3_600) % 24, unit: 'hours' },
    { value: Math.floor(left / 60) % 60, unit: 'minutes' },
    { value: left % 60, unit: 'seconds' },
  ];
}

const longTitleWidth = 57;

/** Whether a title needs the smaller type. A Chinese or Korean character is as wide as two Latin ones. */
export function isLongTitle(title: string): boolean {
  return title.length + title.replaceAll(/[^\u1100-\uffff]/g, '').length >= longTitleWidth;
}
