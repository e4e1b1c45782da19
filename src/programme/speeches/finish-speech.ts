import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { SpeechNotStarted } from '../../errors/user-errors.ts';
import { publishing } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { nodeId } from '../../mutations/validators.ts';
import { loadSpeechForUpdate, requireSpeech, speechSnapshot, statusIn } from './load-speech.ts';

/** finishSpeech needs no check of the ceremony: it cannot be closed while a speech is in progress. */
export const finishSpeech = defineMutation({
  name: 'finishSpeech',
  input: z.object({ speech: nodeId('Speech').describe('The speech in progress.'), ...publishing('speech') }),
  rights: requireStaff,
  errors: [SpeechNotStarted],
  load: (read, { speech, mode }) => loadSpeechForUpdate(read, speech, mode),
  decide(loaded, { mode, expectedVersion }, { identity, at, newId }) {
    const speech = requireSpeech(loaded, identity);
    const { id, exhibitionId, reportingCurrency, rates } = speech;
    if (statusIn(mode, speech) !== 'STARTED')
      throw new SpeechNotStarted('The speech is not in progress.', ['input', 'speech']);
    assertVersion(expectedVersion, { typename: 'Speech', id, version: speech.version });
    const announcement = newId();
    return {
      result: { speech: id, announcement },
      writes: [
        mode === 'LIVE'
          ? sql`UPDATE "Speech" SET "status" = 'FINISHED', "finishedAt" = ${at} WHERE "id" = ${id}::uuid`
          : sql`UPDATE "Speech" SET "rehearsalStatus" = 'FINISHED' WHERE "id" = ${id}::uuid`,
      ],
      audit: [
        {
          exhibition: exhibitionId,
          type: 'Speech',
          id,
          before: { mode, status: 'STARTED' },
          after: { mode, status: 'FINISHED' },
        },
      ],
      announcement: {
        id: announcement,
        exhibitionId,
        mode,
        content: { kind: 'SPEECH_FINISHED', speech: speechSnapshot(speech, { withText: true }) },
        subject: { speechId: id },
        reportingCurrency,
        rates,
      },
    };
  },
});
