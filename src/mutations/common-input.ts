/** Input fields that many mutations have in common. */
import { z } from 'zod';
import * as enums from '../../prisma/generated/client/enums.ts';
import { oneOf } from './input-type.ts';

const key = z
  .string()
  .regex(/^[\x21-\x7e]{8,200}$/, 'must be 8 to 200 printable ASCII characters, such as a UUID');

const keyDescription =
  'Client-generated key, one per intended operation: 8 to 200 printable ASCII characters, such as a UUID. Sent again with the same input, it has no second effect and returns the same result.';

export const mode = oneOf('StreamMode', enums.StreamMode)
  .default('LIVE')
  .describe('The stream: LIVE is public, REHEARSAL is for operators and screens of the exhibition.');

export const sample = z.boolean().default(false).describe('True marks invented data.');

/** Of every mutation that creates something. */
export const creating = {
  idempotencyKey: key
    .nullish()
    .describe(`${keyDescription} Without one, a request that is sent twice creates two.`),
};

/** Of every mutation that changes something that exists; `noun` is what has the version. */
export function updating(noun: string) {
  return {
    expectedVersion: z
      .int()
      .min(1)
      .nullish()
      .describe(
        `The version of the ${noun} that the caller saw. If it is at another version, nothing is changed and the result is VersionConflict. Without one, any version is accepted.`,
      ),
  };
}

/** Of every mutation that publishes an announcement about something that exists. */
export function publishing(noun: string) {
  return { mode, idempotencyKey: key.describe(keyDescription), ...updating(noun) };
}
