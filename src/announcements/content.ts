/**
 * The content of an announcement, as its immutable row stores it: everything that the public saw. A replay reads nothing
 * else, so all screens show the same and no further query is needed.
 *
 * The names of stored keys never change, because rows since 0.1 have them. Older rows lack keys that were added later;
 * read-deal-snapshot.ts adds them. The personal values of a speech are stored apart: read-speech-snapshot.ts.
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
  /** Null without an amount or without a rate. */
  converted: Conversion | null;
  industry: { code: string; names: LocalizedText };
  parties: PartySnapshot[];
  sample: boolean;
}

export interface SpeechSnapshot {
  id: string;
  speaker: {
    id: string;
    names: LocalizedText;
    country: string;
    /** Names and office are placeholders, and there is no text: see read-speech-snapshot.ts. */
    redacted?: boolean;
  };
  office: LocalizedText;
  language: string;
  /** Null until the text is released. */
  texts: LocalizedText | null;
}

export interface VenueSnapshot {
  id: string;
  names: LocalizedText;
  city: LocalizedText;
  country: string;
  timeZone: string;
}

export interface CeremonySnapshot {
  id: string;
  kind: CeremonyKind;
  names: LocalizedText;
  /** The plan, as ISO 8601. Absent in rows before 0.3. */
  startsAt?: string;
  endsAt?: string | null;
  /** The host’s first. Absent in rows before 0.4, and in the ceremony at which something is announced. */
  venues?: VenueSnapshot[];
}

/** Absent in rows before 0.3. `round` is absent in the first round: see the migration "rules_of_changing_ceremonies". */
interface OnStage {
  ceremony?: CeremonySnapshot;
}
interface Repeatable {
  round?: number;
}

export type AnnouncementContent =
  | ({ kind: 'DEAL_SIGNED'; deal: DealSnapshot } & OnStage & Repeatable)
  /**
   * `changes` is the sequence of the announcement that this one corrects or retracts; 0 for a deal of the opening totals.
   */
  | {
      kind: 'DEAL_CORRECTED';
      deal: DealSnapshot;
      before: DealSnapshot;
      changes: number;
      reason: LocalizedText | null;
    }
  | ({
      kind: 'DEAL_RETRACTED';
      deal: DealSnapshot;
      changes: number;
      reason: LocalizedText | null;
    } & Repeatable)
  /** `signedOn` and `givenOn` are days as YYYY-MM-DD. */
  | { kind: 'DEAL_RECORDED'; deal: DealSnapshot; signedOn: string }
  | { kind: 'SPEECH_RECORDED'; speech: SpeechSnapshot; givenOn: string }
  | ({ kind: 'SPEECH_STARTED'; speech: SpeechSnapshot } & OnStage)
  | { kind: 'SPEECH_FINISHED'; speech: SpeechSnapshot }
  | ({ kind: 'SPEECH_TEXT_RELEASED'; speech: SpeechSnapshot } & Repeatable)
  | { kind: 'CEREMONY_OPENED'; ceremony: CeremonySnapshot }
  | ({ kind: 'CEREMONY_CLOSED'; ceremony: CeremonySnapshot } & Repeatable)
  | { kind: 'CEREMONY_UPDATED'; ceremony: CeremonySnapshot; before: CeremonySnapshot }
  | { kind: 'CEREMONY_CANCELLED'; ceremony: CeremonySnapshot; reason: LocalizedText | null }
  | ({ kind: 'CEREMONY_REOPENED'; ceremony: CeremonySnapshot; reason: LocalizedText | null } & Repeatable)
  /** `people` are the ids of one person: several if they were merged. The row has no personal value. */
  | { kind: 'PERSON_REDACTED'; people: string[] }
  | { kind: 'NOTICE'; texts: LocalizedText };

export type AnnouncementKind = AnnouncementContent['kind'];
export type StreamMode = 'LIVE' | 'REHEARSAL';
