import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { CeremonyNotOpen, SpeechInProgress, SpeechNotScheduled } from '../../errors/user-errors.ts';
import { publishing } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { nodeId } from '../../mutations/validators.ts';
import { lockOpenCeremonyOf, requireOpen } from '../open-ceremony/lock-open-ceremony.ts';
import { loadSpeechForUpdate, requireSpeech, speechSnapshot, statusIn } from './load-speech.ts';

const path = ['input', 'speech'];

export const startSpeech = defineMutation({
  name: 'startSpeech',
  input: z.object({ speech: nodeId('Speech').describe('The scheduled speech.'), ...publishing('speech') }),
  rights: requireStaff,
  errors: [SpeechNotScheduled, SpeechInProgress, CeremonyNotOpen],
  async load(read, { speech: id, mode }) {
    const [ceremony, speech] = await Promise.all([
      lockOpenCeremonyOf(read, { speech: id }, mode),
      loadSpeechForUpdate(read, id, mode),
    ]);
    return { ceremony, speech };
  },
  decide(loaded, { mode, expectedVersion }, { identity, at, newId }) {
    const speech = requireSpeech(loaded.speech, identity);
    const { id, exhibitionId, reportingCurrency, rates } = speech;
    if (statusIn(mode, speech) !== 'SCHEDULED')
      throw new SpeechNotScheduled('The speech has already started or finished.', path);
    requireOpen(loaded.ceremony, path);
    if (speech.anotherInProgress) throw new SpeechInProgress('Another speech is in progress.', path);
    assertVersion(expectedVersion, { typename: 'Speech', id, version: speech.version });
    const announcement = newId();
    return {
      result: { speech: id, announcement },
      writes: [
        mode === 'LIVE'
          ? sql`UPDATE "Speech" SET "status" = 'STARTED', "startedAt" = ${at} WHERE "id" = ${id}::uuid`
          : sql`UPDATE "Speech" SET "rehearsalStatus" = 'STARTED' WHERE "id" = ${id}::uuid`,
      ],
      audit: [
        {
          exhibition: exhibitionId,
          type: 'Speech',
          id,
          before: { mode, status: 'SCHEDULED' },
          after: { mode, status: 'STARTED' },
        },
      ],
      announcement: {
        id: announcement,
        exhibitionId,
        mode,
        content: { kind: 'SPEECH_STARTED', speech: speechSnapshot(speech, { withText: false }) },
        subject: { speechId: id },
        reportingCurrency,
        rates,
      },
    };
  },
});
