/** A well-formed request whose document or values are hostile. */
import type { BuiltExhibition } from '../support/build-exhibition.ts';

export type Person = 'public' | 'screen' | 'operator' | 'foreignOperator' | 'organizer';

export interface World extends BuiltExhibition {
  tokens: Record<Person, string | undefined>;
  /** Cursors of lists and streams, as their owners were given them. */
  cursors: { deals: string; companies: string; stream: string; foreignStream: string };
}

export interface OperationCase {
  what: string;
  query: (world: World) => string;
  variables?: (world: World) => Record<string, unknown>;
  as?: Person;
  /** Code of the first error or UserError; "fine" for a success. */
  answer: string;
  says?: RegExp;
}

interface Answered {
  data?: Record<string, { code?: string } | null> | null;
  errors?: { extensions?: { code?: string } }[];
}

export function outcomeOf({ data, errors }: Answered): string {
  if (errors) return errors[0]?.extensions?.code ?? 'an error without a code';
  const userError = Object.values(data ?? {}).find((field) => typeof field?.code === 'string');
  return userError?.code ?? 'fine';
}

/** A mutation with its input as the one variable. */
export function mutationOf(name: string): () => string {
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  return () =>
    `mutation($input: ${type}Input!) { ${name}(input: $input) { __typename ... on UserError { code message path } } }`;
}
