/** Input fields that many mutations share. */
import { z } from 'zod';
import * as enums from '../../prisma/generated/client/enums.ts';
import { oneOf } from './input-type.ts';

const key = z
  .string()
  .regex(/^[\x21-\x7e]{8,200}$/, 'must be 8 to 200 printable ASCII characters, such as a UUID');

const keyDescription =
  'Client-generated key, one per intended operation: 8 to 200 printable ASCII characters, such as a UUID. A request with the same key and input returns the stored result and has no second effect.';

export const mode = oneOf('StreamMode', enums.StreamMode)
  .default('LIVE')
  .describe('The stream. LIVE is public; REHEARSAL is visible to operators and screens of the exhibition.');

export const sample = z.boolean().default(false).describe('True for invented sample data.');

export const archived = z
  .boolean()
  .describe(
    'True archives it: it remains for what refers to it, and lists leave it out. False reverses that.',
  );

/** The common fields of every mutation that creates something. */
export const creating = {
  idempotencyKey: key
    .nullish()
    .describe(`${keyDescription} Without a key, a request that is sent twice creates two objects.`),
};

/** Fields of every mutation that changes an object. `noun` names the object with the version. */
export function updating(noun: string) {
  return {
    expectedVersion: z
      .int()
      .min(1)
      .nullish()
      .describe(
        `The version of the ${noun} that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted.`,
      ),
  };
}

/** The common fields of every mutation that enters a record, which can be an announcement. */
export const recording = { idempotencyKey: key.describe(keyDescription) };

/** The common fields of every mutation that publishes an announcement in the LIVE stream only. */
export function publishingLive(noun: string) {
  return { ...recording, ...updating(noun) };
}

/** The common fields of every mutation that publishes an announcement about something that exists. */
export function publishing(noun: string) {
  return { mode, ...publishingLive(noun) };
}
