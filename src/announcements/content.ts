/**
 * All that the public saw of an announcement, as its row keeps it. A replay shows this and nothing newer,
 * so it is the same for every screen and costs no query.
 */
import type {
  CeremonyKind,
  DealCategory,
  Instrument,
  OrganizationKind,
  PartyRole,
} from '../../prisma/generated/client/enums.ts';
import type { Conversion, Money } from '../money/money.ts';
import type { LocalizedText } from '../text/localized-text.ts';

export interface OrganizationSnapshot {
  id: string;
  kind: OrganizationKind;
  names: LocalizedText;
  country: string;
}

export interface PartySnapshot {
  role: PartyRole;
  organization: OrganizationSnapshot;
}

export interface DealSnapshot {
  id: string;
  titles: LocalizedText;
  category: DealCategory;
  instrument: Instrument;
  amount: Money | null;
  /** Null without an amount, and without a rate. */
  converted: Conversion | null;
  industry: { code: string; names: LocalizedText };
  parties: PartySnapshot[];
  sample: boolean;
}

export interface SpeechSnapshot {
  id: string;
  speaker: { id: string; names: LocalizedText; country: string };
  office: LocalizedText;
  language: string;
  /** Null until it is finished. */
  texts: LocalizedText | null;
}

export interface CeremonySnapshot {
  id: string;
  kind: CeremonyKind;
  names: LocalizedText;
}

export type AnnouncementContent =
  | { kind: 'DEAL_SIGNED'; deal: DealSnapshot }
  /** `changes` is the sequence of the announcement that told of the deal last. */
  | {
      kind: 'DEAL_CORRECTED';
      deal: DealSnapshot;
      before: DealSnapshot;
      changes: number;
      reason: LocalizedText | null;
    }
  | { kind: 'DEAL_RETRACTED'; deal: DealSnapshot; changes: number; reason: LocalizedText | null }
  | { kind: 'SPEECH_STARTED'; speech: SpeechSnapshot }
  | { kind: 'SPEECH_FINISHED'; speech: SpeechSnapshot }
  | { kind: 'CEREMONY_OPENED'; ceremony: CeremonySnapshot }
  | { kind: 'CEREMONY_CLOSED'; ceremony: CeremonySnapshot }
  | { kind: 'NOTICE'; texts: LocalizedText };

export type AnnouncementKind = AnnouncementContent['kind'];
export type StreamMode = 'LIVE' | 'REHEARSAL';
