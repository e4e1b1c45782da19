import { builder } from '../graphql/builder.ts';
import { boundedList } from '../graphql/list-limits.ts';
import type { InputWarning, Warned } from './input-warning.ts';

const InputWarningCodeEnum = builder.enumType('InputWarningCode', {
  description: 'What is probably a mistake.',
  values: {
    OUTSIDE_EXHIBITION: { description: 'A time outside the days of the exhibition, in its time zone.' },
  } satisfies Record<InputWarning['code'], { description: string }>,
});

const InputWarningRef = builder.objectRef<InputWarning>('InputWarning').implement({
  description: 'What is probably a mistake in an input that was accepted.',
  fields: (t) => ({
    code: t.field({ type: InputWarningCodeEnum, description: 'Stable code.', resolve: ({ code }) => code }),
    message: t.exposeString('message', { description: 'A message in English.' }),
    path: t.exposeStringList('path', { description: 'The input field.' }),
  }),
});

/** The options of the field `warnings` of a success. */
export const warningsField = {
  type: [InputWarningRef] as [typeof InputWarningRef],
  ...boundedList('inputWarnings', 'What is probably a mistake. Nothing was refused for it.'),
  resolve: ({ warnings }: Warned) => warnings ?? [],
};
