import { z } from 'zod';
import { announcedAt } from '../../announcements/announce.ts';
import { requireStaff } from '../../auth/policies.ts';
import { rawSql, sql } from '../../database/sql.ts';
import { ControlHeld, SpeechNotStarted } from '../../errors/user-errors.ts';
import { publishing } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { nodeId } from '../../mutations/validators.ts';
import { loadLease, requireControl } from '../lease/lease.ts';
import { announceStatus } from '../status/announce-status.ts';
import { statusIn } from '../status/status-in.ts';
import { isTextReleased, loadSpeechForUpdate, requireSpeech, speechSnapshot } from './load-speech.ts';

/**
 * finishSpeech does not publish the text: releaseSpeechText does. It needs no check of the ceremony, which cannot be
 * closed while a speech is in progress.
 */
export const finishSpeech = defineMutation({
  name: 'finishSpeech',
  input: z.object({ speech: nodeId('Speech').describe('The speech in progress.'), ...publishing('speech') }),
  rights: requireStaff,
  errors: [SpeechNotStarted, ControlHeld],
  async load(read, { speech: id, mode }) {
    const column = rawSql(mode === 'LIVE' ? '"ceremonyId"' : '"rehearsalCeremonyId"');
    const [lease, speech] = await Promise.all([
      loadLease(read, sql`SELECT ${column} FROM "Speech" WHERE "id" = ${id}::uuid`, mode),
      loadSpeechForUpdate(read, id),
    ]);
    return { lease, speech };
  },
  decide(loaded, { mode, expectedVersion }, deciding) {
    const { identity, newId } = deciding;
    const speech = requireSpeech(loaded.speech, identity);
    if (statusIn(mode, speech) !== 'STARTED')
      throw new SpeechNotStarted('The speech is not in progress.', ['input', 'speech']);
    requireControl(loaded.lease, deciding, ['input', 'speech']);
    assertVersion(expectedVersion, { typename: 'Speech', id: speech.id, version: speech.version });
    return announceStatus(
      'Speech',
      speech,
      {
        mode,
        from: 'STARTED',
        to: 'FINISHED',
        liveColumns: { finishedAt: announcedAt },
        content: {
          kind: 'SPEECH_FINISHED',
          speech: speechSnapshot(speech, isTextReleased(mode, speech) ? speech.texts : null),
        },
      },
      newId(),
    );
  },
});
