import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { updating } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { requireNotRedacted } from '../../mutations/merged.ts';
import { nodeId } from '../../mutations/validators.ts';
import { loadNotes, notesInput, writeNotes } from '../sources/notes.ts';
import { loadSpeechForUpdate, requireSpeech } from './load-speech.ts';

/** updateSpeechNotes changes what was reported beside a speech, at any time: no announcement contains it. */
export const updateSpeechNotes = defineMutation({
  name: 'updateSpeechNotes',
  input: z.object({
    speech: nodeId('Speech').describe('The speech, announced or not.'),
    ...notesInput,
    ...updating('speech'),
  }),
  rights: requireStaff,
  async load(read, { speech: id }) {
    const [speech, reported] = await Promise.all([
      loadSpeechForUpdate(read, id),
      loadNotes(read, 'Speech', id),
    ]);
    return { speech, reported };
  },
  decide(loaded, input, { identity, newId }) {
    const speech = requireSpeech(loaded.speech, identity);
    requireNotRedacted(speech, ['input', 'speech']);
    const { id, exhibitionId, languages, version, speaker } = speech;
    assertVersion(input.expectedVersion, { typename: 'Speech', id, version });
    const { before, after, writes } = writeNotes('Speech', id, loaded.reported!, input, { languages, newId });
    const of = { speakerId: speaker.id };
    return {
      result: { speech: id },
      writes,
      audit: [
        {
          exhibition: exhibitionId,
          type: 'Speech',
          id,
          before: { ...of, ...before },
          after: { ...of, ...after },
        },
      ],
    };
  },
});
