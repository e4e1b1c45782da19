import type { InputFieldMap } from '@pothos/core';
import type { BuilderTypes } from './builder.ts';
import { StreamMode } from './enums.schema.ts';

type InputFields = PothosSchemaTypes.InputFieldBuilder<BuilderTypes, 'InputObject'>;

/** What every mutation takes that tells the public something. */
export function announcingInput(t: InputFields) {
  return {
    mode: t.field({ type: StreamMode, required: true, defaultValue: 'LIVE' as const }),
    idempotencyKey: t.string({
      required: true,
      description:
        'Of the caller’s making, 8 to 200 printable ASCII characters, one for each intention. Sent again with the same input, it has no second effect and gets the same answer.',
    }),
  } satisfies InputFieldMap;
}
