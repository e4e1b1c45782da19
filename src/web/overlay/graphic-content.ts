/** Derives from the state and the time what an overlay shows. Null: it shows nothing. */
import type { WallTotalsFragment } from '../operations.ts';
import { pictureOf } from '../wall/state/control.ts';
import { type CountdownPart, countdownTo, nextCeremony } from '../wall/state/view.ts';
import type { Exhibition, ShownSpeech, Signing, WallContent, WallState } from '../wall/state/wall-state.ts';
import type { OverlaySettings } from './settings.ts';

/** Content with another key replaces the one before: that one leaves first. */
export type GraphicContent =
  | { name: 'signing'; key: string; signing: Signing }
  | { name: 'speech'; key: string; speech: ShownSpeech }
  | { name: 'total'; key: string; totals: WallTotalsFragment }
  | { name: 'ticker'; key: string; signing: Signing }
  | { name: 'countdown'; key: string; ceremony: Ceremony; parts: CountdownPart[] | null };

type Ceremony = Exhibition['ceremonies'][number];

export function graphicContent(
  state: WallState,
  { graphic, holdMs }: Pick<OverlaySettings, 'graphic' | 'holdMs'>,
  now: number,
): GraphicContent | null {
  const { exhibition, content } = state;
  if (!exhibition || !content || pictureOf(state) === 'BLANK') return null;
  switch (graphic) {
    case 'lower-third':
      return lowerThird(content, holdMs, now);
    case 'total':
      return content.phase !== 'before' && content.totals.deals > 0
        ? { name: 'total', key: 'total', totals: content.totals }
        : null;
    case 'ticker':
      return ticker(content, now);
    case 'countdown':
      return countdown(exhibition, content, now);
    case null:
      return null;
  }
}

/** Deals that are signed together are announced together. */
const togetherMs = 1_000;

/** The newest signing or speech, for `holdMs` after it arrived. Deals that were signed together follow one another. */
function lowerThird(
  { phase, signings, speech }: WallContent,
  holdMs: number,
  now: number,
): GraphicContent | null {
  if (phase !== 'live') return null;
  const isHeld = (receivedAt: number, count = 1) => holdMs === 0 || now - receivedAt < holdMs * count;
  const newest = signings[0];
  if (speech && speech.sequence > (newest?.sequence ?? 0)) {
    const { speechId } = speech.speech;
    return !speech.isFinished && isHeld(speech.receivedAt) ? { name: 'speech', key: speechId, speech } : null;
  }
  if (!newest) return null;
  const together = signedWith(newest, signings);
  if (!isHeld(newest.receivedAt, together.length)) return null;
  const turn = holdMs === 0 ? together.length : Math.floor((now - newest.receivedAt) / holdMs);
  const signing = together[Math.min(Math.max(turn, 0), together.length - 1)]!;
  return { name: 'signing', key: String(signing.sequence), signing };
}

/** In the order in which they were announced. */
function signedWith(newest: Signing, signings: readonly Signing[]): Signing[] {
  if (newest.status !== 'signed') return [newest];
  const at = Date.parse(newest.announcedAt);
  return signings
    .filter(({ status, announcedAt }) => status === 'signed' && at - Date.parse(announcedAt) < togetherMs)
    .reverse();
}

const tickerTurnMs = 8_000;

/** The last signings, the newest first, each for `tickerTurnMs`. One that was retracted is none. */
function ticker({ phase, signings }: WallContent, now: number): GraphicContent | null {
  const standing = signings.filter(({ status }) => status !== 'retracted');
  const newest = standing[0];
  if (phase === 'before' || !newest) return null;
  const turn = Math.max(Math.floor((now - newest.receivedAt) / tickerTurnMs), 0);
  const signing = standing[turn % standing.length]!;
  return { name: 'ticker', key: String(signing.sequence), signing };
}

/** Until the ceremony opens: without figures from its planned start on. */
function countdown(exhibition: Exhibition, { phase }: WallContent, now: number): GraphicContent | null {
  const ceremony = nextCeremony(exhibition);
  if (!ceremony || phase === 'live') return null;
  const parts = countdownTo(Date.parse(ceremony.startsAt), now);
  return { name: 'countdown', key: ceremony.id, ceremony, parts };
}
