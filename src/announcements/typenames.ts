import type { AnnouncementKind } from './content.ts';

/** The GraphQL type of each kind of announcement. */
export const typenames: Record<AnnouncementKind, string> = {
  DEAL_SIGNED: 'DealSigned',
  DEAL_CORRECTED: 'DealCorrected',
  DEAL_RETRACTED: 'DealRetracted',
  SPEECH_STARTED: 'SpeechStarted',
  SPEECH_FINISHED: 'SpeechFinished',
  CEREMONY_OPENED: 'CeremonyOpened',
  CEREMONY_CLOSED: 'CeremonyClosed',
  CEREMONY_UPDATED: 'CeremonyUpdated',
  CEREMONY_CANCELLED: 'CeremonyCancelled',
  CEREMONY_REOPENED: 'CeremonyReopened',
  NOTICE: 'Notice',
};
