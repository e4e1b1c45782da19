/**
 * Declares the GraphQL field of a mutation. Its input, success and error types follow from the definition of the
 * mutation.
 */
import type { FieldMap } from '@pothos/core';
import { IdempotencyKeyReused, UserError, VersionConflict } from '../errors/user-errors.ts';
import { builder, type OutputFields } from '../graphql/builder.ts';
import type { Context, MutationOutcome } from '../graphql/context.ts';
import { commonErrors } from '../graphql/user-error.schema.ts';
import type { Mutation } from './define-mutation.ts';
import { inputFieldsOf } from './input-type.ts';
import type { Announced } from './unit-of-work.ts';

interface FieldOptions<Result> {
  description: string;
  /** The description of the success type. */
  success: string;
  fields(t: OutputFields<Result>): FieldMap;
}

export function mutationField<Result extends object>(
  { name, input, errors, run }: Mutation<Result>,
  { description, success, fields }: FieldOptions<Result>,
): void {
  const capitalized = name.charAt(0).toUpperCase() + name.slice(1);
  const types = [
    ...commonErrors,
    ...('idempotencyKey' in input.shape ? [IdempotencyKeyReused] : []),
    ...('expectedVersion' in input.shape ? [VersionConflict] : []),
    ...errors,
  ];
  builder.relayMutationField(
    name,
    {
      name: `${capitalized}Input`,
      description: `The input of \`${name}\`.`,
      inputFields: inputFieldsOf(input),
    },
    {
      description,
      errors: { types },
      resolve: (_root, args, context) =>
        reportOutcome(context, name, run(context, (args as { input: unknown }).input)) as never,
    },
    { name: `${capitalized}Success`, description: success, outputFields: fields as never },
  );
}

/**
 * reportOutcome reports the outcome for logs and metrics. It is not read from the response: there, a client may give any
 * field the alias `__typename`, and omits what it does not need.
 */
async function reportOutcome<Result>(
  { answering }: Context,
  mutation: string,
  running: Promise<Result>,
): Promise<Result> {
  const reported: MutationOutcome = { mutation, outcome: 'error', announced: null };
  answering.mutations.push(reported);
  try {
    const result = await running;
    reported.outcome = 'success';
    reported.announced = (result as Announced).announcedRows?.at(-1) ?? null;
    return result;
  } catch (error) {
    if (error instanceof UserError) reported.outcome = error.name;
    throw error;
  }
}
