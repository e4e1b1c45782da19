import { z } from 'zod';
import { announcedAt } from '../../announcements/announce.ts';
import { requireStaff } from '../../auth/policies.ts';
import {
  CeremonyNotOpen,
  CeremonyOnHold,
  ControlHeld,
  ProgrammeItemHeld,
  SpeechInProgress,
  SpeechNotScheduled,
} from '../../errors/user-errors.ts';
import { publishing } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { requireNotRedacted } from '../../mutations/merged.ts';
import { nodeId } from '../../mutations/validators.ts';
import {
  ceremonyOnStage,
  clearCues,
  lockOpenCeremoniesOf,
  requireOpen,
  requireStage,
  snapshotOf,
} from '../open-ceremony/lock-open-ceremony.ts';
import { announceStatus } from '../status/announce-status.ts';
import { statusIn } from '../status/status-in.ts';
import { loadSpeechForUpdate, requireSpeech, speechSnapshot } from './load-speech.ts';

const path = ['input', 'speech'];

export const startSpeech = defineMutation({
  name: 'startSpeech',
  input: z.object({
    speech: nodeId('Speech').describe('The scheduled speech.'),
    ceremony: ceremonyOnStage,
    ...publishing('speech'),
  }),
  rights: requireStaff,
  errors: [
    SpeechNotScheduled,
    SpeechInProgress,
    CeremonyNotOpen,
    ControlHeld,
    CeremonyOnHold,
    ProgrammeItemHeld,
  ],
  async load(read, { speech: id, mode }) {
    const [ceremonies, speech] = await Promise.all([
      lockOpenCeremoniesOf(read, { speech: id }, mode),
      loadSpeechForUpdate(read, id),
    ]);
    return { ceremonies, speech };
  },
  decide(loaded, { mode, expectedVersion, ceremony: named }, deciding) {
    const { identity, newId } = deciding;
    const speech = requireSpeech(loaded.speech, identity);
    requireNotRedacted(speech, path);
    if (statusIn(mode, speech) !== 'SCHEDULED')
      throw new SpeechNotScheduled('The speech has already started or finished.', path);
    const ceremony = requireOpen(loaded.ceremonies, named, path);
    if (ceremony.speechInProgress !== null)
      throw new SpeechInProgress('Another speech is in progress at this ceremony.', path);
    requireStage(ceremony, deciding, [{ id: speech.id, path }]);
    assertVersion(expectedVersion, { typename: 'Speech', id: speech.id, version: speech.version });
    const decision = announceStatus(
      'Speech',
      speech,
      {
        mode,
        from: 'SCHEDULED',
        to: 'STARTED',
        liveColumns: { startedAt: announcedAt, ceremonyId: ceremony.id },
        rehearsalColumns: { rehearsalCeremonyId: ceremony.id },
        content: {
          kind: 'SPEECH_STARTED',
          speech: speechSnapshot(speech),
          ceremony: snapshotOf(ceremony),
        },
      },
      newId(),
    );
    return { ...decision, writes: [...decision.writes, ...clearCues(ceremony, [speech.id], mode)] };
  },
});
