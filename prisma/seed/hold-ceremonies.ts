/**
 * Holds the openings of the past editions with the mutations that a desk sends: streams, totals, audit records and
 * idempotency keys are as after a real ceremony, dated to the days of the editions.
 */

import type { Context } from '../../src/graphql/context.ts';
import { encodeNodeId } from '../../src/graphql/global-id.ts';
import { closeCeremony } from '../../src/programme/ceremonies/close-ceremony.ts';
import { openCeremony } from '../../src/programme/ceremonies/open-ceremony.ts';
import { signDeal } from '../../src/programme/deals/sign-deal.ts';
import { finishSpeech } from '../../src/programme/speeches/finish-speech.ts';
import { releaseSpeechText } from '../../src/programme/speeches/release-speech-text.ts';
import { startSpeech } from '../../src/programme/speeches/start-speech.ts';
import { ceremonyId, type ProgrammeEntry, programmeOf } from './ceremonies.ts';
import { dealId } from './deals.ts';
import { type EditionNumber, openingOf } from './editions.ts';
import { speechId } from './speeches.ts';
import { seedVersion } from './version.ts';

const pastEditions: readonly EditionNumber[] = [1, 2, 3, 4];
const minuteMs = 60_000;
const speechMinutes = 8;
const pauseMinutes = 5;

export async function holdCeremonies(context: Context): Promise<void> {
  for (const edition of pastEditions) await holdCeremony(context, edition);
}

/** Each step has an idempotency key: one that succeeded in an interrupted run changes nothing when it is repeated. */
async function holdCeremony(context: Context, edition: EditionNumber): Promise<void> {
  const id = ceremonyId(edition);
  const { status } = await context.database.rows.ceremony.findUniqueOrThrow({
    where: { id },
    select: { status: true },
  });
  if (status === 'CLOSED') return;

  let ms = openingOf(edition).getTime();
  const after = (minutes: number): Context => {
    ms += minutes * minuteMs;
    const at = new Date(ms);
    return { ...context, now: () => at };
  };
  const ceremony = encodeNodeId('Ceremony', id);
  await openCeremony.run(after(0), { ceremony, ...live(`open/${edition}`) });
  for (const entry of programmeOf(edition)) await perform(entry, after);
  await closeCeremony.run(after(pauseMinutes), { ceremony, ...live(`close/${edition}`) });
}

async function perform(entry: ProgrammeEntry, after: (minutes: number) => Context): Promise<void> {
  if ('deal' in entry) {
    const deal = encodeNodeId('Deal', dealId(entry.deal));
    await signDeal.run(after(pauseMinutes), { deal, ...live(`sign/${entry.deal}`) });
    return;
  }
  const speech = encodeNodeId('Speech', speechId(entry.speech));
  await startSpeech.run(after(pauseMinutes), { speech, ...live(`start/${entry.speech}`) });
  await finishSpeech.run(after(speechMinutes), { speech, ...live(`finish/${entry.speech}`) });
  await releaseSpeechText.run(after(0), { speech, ...live(`release/${entry.speech}`) });
}

function live(step: string) {
  return { mode: 'LIVE', idempotencyKey: `${seedVersion}/${step}` };
}
