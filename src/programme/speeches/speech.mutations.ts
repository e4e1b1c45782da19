import type { OutputFields } from '../../graphql/builder.ts';
import type { Published } from '../../mutations/define-mutation.ts';
import { deletionField } from '../../mutations/deletion-field.ts';
import { mutationField } from '../../mutations/mutation-field.ts';
import {
  SpeechFinishedRef,
  SpeechRecordedRef,
  SpeechStartedRef,
  SpeechTextReleasedRef,
} from '../announcements/announcement.schema.ts';
import { announcementIfAny, publishedAnnouncement } from '../announcements/find-announcements.ts';
import { createSpeech } from './create-speech.ts';
import { deleteSpeech } from './delete-speech.ts';
import { finishSpeech } from './finish-speech.ts';
import { recordSpeech } from './record-speech.ts';
import { releaseSpeechText } from './release-speech-text.ts';
import { startSpeech } from './start-speech.ts';
import { updateSpeech } from './update-speech.ts';
import { updateSpeechNotes } from './update-speech-notes.ts';

function speechOutput<Result extends { speech: string }>(t: OutputFields<Result>) {
  return t.prismaField({
    type: 'Speech',
    description: 'The speech after the change.',
    resolve: (query, { speech }, _args, { database }) =>
      database.rows.speech.findUniqueOrThrow({ ...query, where: { id: speech } }),
  });
}

mutationField(createSpeech, {
  description:
    'Schedules a speech. It is not public until it starts. Requires an operator of the exhibition.',
  success: 'The speech is scheduled.',
  fields: (t) => ({ speech: speechOutput(t) }),
});

mutationField(updateSpeech, {
  description:
    'Changes a scheduled speech, or the text of any speech until it is released. Absent fields keep their values; a list replaces the previous list. Requires an operator of the exhibition.',
  success: 'The speech is changed.',
  fields: (t) => ({ speech: speechOutput(t) }),
});

mutationField(updateSpeechNotes, {
  description:
    'Changes the notes and the sources of a speech, announced or not. Nothing is announced: no announcement contains them. Absent fields keep their values. Requires an operator of the exhibition.',
  success: 'The notes and sources are changed.',
  fields: (t) => ({ speech: speechOutput(t) }),
});

mutationField(recordSpeech, {
  description:
    'Enters a speech that was given without a ceremony of this server, such as one of a past edition. It is public immediately, and announced if the LIVE stream has begun. Requires an operator of the exhibition.',
  success: 'The speech is recorded.',
  fields: (t) => ({
    speech: speechOutput(t),
    announcement: t.field({
      type: SpeechRecordedRef,
      nullable: true,
      description: 'The announcement of the record. Null if the LIVE stream has not begun.',
      resolve: announcementIfAny,
    }),
  }),
});

mutationField(startSpeech, {
  description:
    'Marks the speech as started and announces it. Requires an open ceremony and no other speech in progress. Requires an operator of the exhibition.',
  success: 'The speech is started and announced.',
  fields: (t) => ({
    speech: speechOutput(t),
    announcement: t.field({
      type: SpeechStartedRef,
      description: 'The announcement of the start.',
      resolve: publishedAnnouncement<Published>,
    }),
  }),
});

mutationField(finishSpeech, {
  description:
    'Marks the speech as finished and announces it. Its text stays as it is: releaseSpeechText publishes it. Requires an operator of the exhibition.',
  success: 'The speech is finished and announced.',
  fields: (t) => ({
    speech: speechOutput(t),
    announcement: t.field({
      type: SpeechFinishedRef,
      description: 'The announcement of the end.',
      resolve: publishedAnnouncement<Published>,
    }),
  }),
});

mutationField(releaseSpeechText, {
  description:
    'Publishes the text of a speech that has started, and announces it, during the ceremony or later. A text that was released is corrected by another release. Requires an operator of the exhibition.',
  success: 'The text is public and announced.',
  fields: (t) => ({
    speech: speechOutput(t),
    announcement: t.field({
      type: SpeechTextReleasedRef,
      description: 'The announcement of the text.',
      resolve: publishedAnnouncement<Published>,
    }),
  }),
});

deletionField(deleteSpeech, {
  noun: 'speech',
  description:
    'Deletes a scheduled speech, which leaves the programme, or a recorded one that was not announced. Nothing is announced. Requires an operator of the exhibition.',
});
