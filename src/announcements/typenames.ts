import type { AnnouncementKind } from './content.ts';

/** The GraphQL type of each kind of announcement. */
export const typenames: Record<AnnouncementKind, string> = {
  DEAL_SIGNED: 'DealSigned',
  DEAL_CORRECTED: 'DealCorrected',
  DEAL_RETRACTED: 'DealRetracted',
  DEAL_RECORDED: 'DealRecorded',
  SPEECH_STARTED: 'SpeechStarted',
  SPEECH_FINISHED: 'SpeechFinished',
  SPEECH_TEXT_RELEASED: 'SpeechTextReleased',
  SPEECH_RECORDED: 'SpeechRecorded',
  CEREMONY_OPENED: 'CeremonyOpened',
  CEREMONY_CLOSED: 'CeremonyClosed',
  CEREMONY_UPDATED: 'CeremonyUpdated',
  CEREMONY_CANCELLED: 'CeremonyCancelled',
  CEREMONY_REOPENED: 'CeremonyReopened',
  PERSON_REDACTED: 'PersonRedacted',
  NOTICE: 'Notice',
};
