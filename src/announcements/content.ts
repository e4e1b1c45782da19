/**
 * All that the public saw of an announcement, as its row keeps it. A replay shows this and nothing newer,
 * so it is the same for every screen and costs no query.
 */
import type {
  CeremonyKind,
  Instrument,
  OrganizationKind,
  PartyRole,
} from '../../prisma/generated/client/enums.ts';
import type { Conversion, Money } from '../money/money.ts';
import type { LocalizedText } from '../text/localized-text.ts';

export interface AnnouncedOrganization {
  id: string;
  kind: OrganizationKind;
  names: LocalizedText;
  country: string;
}

export interface AnnouncedParty {
  role: PartyRole;
  organization: AnnouncedOrganization;
}

export interface AnnouncedDeal {
  id: string;
  titles: LocalizedText;
  instrument: Instrument;
  amount: Money | null;
  /** Null without an amount, and without a rate. */
  converted: Conversion | null;
  industry: { code: string; names: LocalizedText };
  parties: AnnouncedParty[];
  sample: boolean;
}

export interface AnnouncedSpeech {
  id: string;
  speaker: { id: string; names: LocalizedText; country: string };
  office: LocalizedText;
  language: string;
  /** Null until it is finished. */
  texts: LocalizedText | null;
}

export interface AnnouncedCeremony {
  id: string;
  kind: CeremonyKind;
  names: LocalizedText;
}

export type AnnouncementContent =
  | { kind: 'DEAL_SIGNED'; deal: AnnouncedDeal }
  /** `changes` is the sequence of the announcement that told of the deal last. */
  | {
      kind: 'DEAL_CORRECTED';
      deal: AnnouncedDeal;
      before: AnnouncedDeal;
      changes: number;
      reason: LocalizedText | null;
    }
  | { kind: 'DEAL_RETRACTED'; deal: AnnouncedDeal; changes: number; reason: LocalizedText | null }
  | { kind: 'SPEECH_STARTED'; speech: AnnouncedSpeech }
  | { kind: 'SPEECH_FINISHED'; speech: AnnouncedSpeech }
  | { kind: 'CEREMONY_OPENED'; ceremony: AnnouncedCeremony }
  | { kind: 'CEREMONY_CLOSED'; ceremony: AnnouncedCeremony }
  | { kind: 'NOTICE'; texts: LocalizedText };

export type AnnouncementKind = AnnouncementContent['kind'];
export type StreamMode = 'LIVE' | 'REHEARSAL';
