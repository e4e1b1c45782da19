/**
 * What a screen shows, as a value: the snapshot first, then each announcement makes the next one of the one before.
 * It holds a handful of signings, however long the ceremony is.
 */

import type { Texts } from '../../format/localized-texts.ts';
import type {
  ScreenSnapshotQuery,
  ToldDealFragment,
  ToldFragment,
  ToldSpeechFragment,
  ToldTotalsFragment,
} from '../../operations.ts';

export type Exhibition = NonNullable<ScreenSnapshotQuery['exhibition']>;
export type Phase = 'before' | 'live' | 'after';

export interface Signing {
  deal: ToldDealFragment;
  state: 'signed' | 'corrected' | 'retracted';
  /** Of the announcement that told of it last. */
  sequence: number;
  announcedAt: string;
  /** As it was told before it was corrected. */
  before: ToldDealFragment | null;
  reasons: Texts;
}

export interface SpeechShown {
  speech: ToldSpeechFragment;
  isOver: boolean;
  sequence: number;
}

export interface Notice {
  texts: Texts;
  sequence: number;
  announcedAt: string;
}

export interface Show {
  phase: Phase;
  ceremonyNames: Texts | null;
  /** The one told of last first. */
  signings: readonly Signing[];
  /** Told since the last signing, or under way. */
  speech: SpeechShown | null;
  notice: Notice | null;
  totals: ToldTotalsFragment;
  sequence: number;
}

const keptSignings = 8;

export function showOf(exhibition: Exhibition, mode: 'LIVE' | 'REHEARSAL'): Show {
  const told = exhibition.announcements?.nodes ?? [];
  const head = exhibition.stream?.sequence ?? 0;
  const start = emptyShow(exhibition.reportingCurrency);
  // Where the record begins before what was read of it, the ceremony says itself where it stands.
  const begun = head > told.length ? phaseOf(exhibition, mode) : 'before';
  return { ...told.reduce(tell, { ...start, phase: begun }), sequence: head };
}

export function emptyShow(reportingCurrency: string): Show {
  return {
    phase: 'before',
    ceremonyNames: null,
    signings: [],
    speech: null,
    notice: null,
    totals: {
      deals: 0,
      reportingCurrency,
      byCategory: [
        {
          category: 'INVESTMENT',
          signingTotal: {
            currencies: [],
            converted: { money: { amount: '0', currency: reportingCurrency }, missingRates: [] },
          },
        },
      ],
      byIndustry: [],
    },
    sequence: 0,
  };
}

function phaseOf({ ceremonies }: Exhibition, mode: 'LIVE' | 'REHEARSAL'): Phase {
  // Where a ceremony stands in the rehearsal is for operators.
  if (mode === 'REHEARSAL' || ceremonies.some(({ status }) => status === 'OPEN')) return 'live';
  return ceremonies.some(({ status }) => status === 'CLOSED') ? 'after' : 'before';
}

export function tell(show: Show, told: ToldFragment): Show {
  const { sequence, announcedAt, totals } = told;
  const next = { ...show, sequence, totals };
  switch (told.__typename) {
    case 'CeremonyOpened':
      return {
        ...next,
        phase: 'live',
        ceremonyNames: told.ceremony.nameTranslations,
        signings: [],
        speech: null,
        notice: null,
      };
    case 'CeremonyClosed':
      return { ...next, phase: 'after', ceremonyNames: told.ceremony.nameTranslations, speech: null };
    case 'SpeechStarted':
      return { ...next, speech: { speech: told.speech, isOver: false, sequence } };
    case 'SpeechFinished':
      return { ...next, speech: { speech: told.speech, isOver: true, sequence } };
    case 'Notice':
      return { ...next, notice: { texts: told.textTranslations, sequence, announcedAt } };
    case 'DealSigned':
      return withSigning(next, {
        deal: told.deal,
        state: 'signed',
        sequence,
        announcedAt,
        before: null,
        reasons: [],
      });
    case 'DealCorrected':
      return withSigning(next, {
        deal: told.deal,
        state: 'corrected',
        sequence,
        announcedAt,
        before: told.before,
        reasons: told.reasonTranslations,
      });
    case 'DealRetracted':
      return withSigning(next, {
        deal: told.deal,
        state: 'retracted',
        sequence,
        announcedAt,
        before: null,
        reasons: told.reasonTranslations,
      });
    default:
      // A kind that a newer server tells: its totals count, and the reload after the deploy brings the rest.
      return next;
  }
}

function withSigning(show: Show, signing: Signing): Show {
  const others = show.signings.filter(({ deal }) => deal.dealId !== signing.deal.dealId);
  return {
    ...show,
    signings: [signing, ...others].slice(0, keptSignings),
    // What is signed while somebody speaks is shown, and the speech below it.
    speech: show.speech?.isOver ? null : show.speech,
  };
}

/** What the stage is about: whichever of them was told last. */
export function focusOf({ signings, speech }: Show): 'signing' | 'speech' | 'opening' {
  const signing = signings[0];
  if (speech && speech.sequence > (signing?.sequence ?? 0)) return 'speech';
  return signing ? 'signing' : 'opening';
}
