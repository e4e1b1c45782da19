/**
 * Limits how many fields of one operation may fail. An error costs fifty times as much as a value, in time and in
 * bytes, and an operation within the limits of cost can select ten thousand fields with the same wrong argument.
 */
import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { CodedError } from '../errors/coded-error.ts';
import type { Answering } from './context.ts';

export const maxFailedFields = 100;

type Resolver = GraphQLFieldResolver<unknown, { answering?: Answering } | undefined>;

export function limitFieldErrors(schema: GraphQLSchema): GraphQLSchema {
  // Thrown for each further field. graphql-js makes no error of its own of one that has a path, even an empty one.
  const tooManyErrors = new CodedError(
    'BAD_USER_INPUT',
    `More than ${maxFailedFields} fields failed. The others were not executed. Correct the first errors.`,
    {},
    { path: [] },
  );
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type) && !type.name.startsWith('__'))
      for (const field of Object.values(type.getFields()))
        if (field.resolve)
          field.resolve = limited(field.resolve as Resolver, tooManyErrors) as typeof field.resolve;
  return schema;
}

function limited(resolve: Resolver, tooManyErrors: CodedError): Resolver {
  return (parent, args, context, info) => {
    const answering = context?.answering;
    if (!answering) return resolve(parent, args, context, info);
    if (answering.failedFields >= maxFailedFields) throw tooManyErrors;
    const count = () => void answering.failedFields++;
    try {
      const value = resolve(parent, args, context, info);
      if (value instanceof Promise) value.then(undefined, count);
      return value;
    } catch (error) {
      count();
      throw error;
    }
  };
}
