/**
 * Defines mutations. Each one declares its input, the required rights, what it locks and reads, and how it decides.
 * unit-of-work.ts executes it in two round trips to Postgres.
 *
 * Order: rights, then input, then the idempotency key, then `load`, then `decide`.
 * Lock order of all verbs: row-locks.ts.
 */
import type { z } from 'zod';
import type { AnnouncementRow } from '../announcements/announcement-source.ts';
import type { Identity } from '../auth/identity.ts';
import type { ReadRows } from '../database/sql-transaction.ts';
import type { UserErrorClass } from '../errors/user-errors.ts';
import type { Context } from '../graphql/context.ts';
import type { Deciding, Decision } from './decision.ts';
import type { Idempotency } from './idempotency.ts';
import { readInput } from './read-input.ts';
import { retryTransient } from './retry-transient.ts';
import { runUnitOfWork } from './unit-of-work.ts';

export interface MutationDefinition<Input extends z.ZodObject, Loaded, Result extends object> {
  name: string;
  input: Input;
  /**
   * Throws if the caller lacks the rights whatever the input is. Called before the input is validated, so an error
   * reveals nothing.
   */
  rights(identity: Identity): void;
  /** The typed errors that `decide` can throw besides those of every mutation. */
  errors?: readonly UserErrorClass[];
  /**
   * Locks and reads. All statements are sent before the first one returns, and before it is known whether the
   * idempotency key is new. So none may depend on the rows of another, and none may write.
   */
  load(read: ReadRows, input: z.output<Input>): Promise<Loaded>;
  /** A pure function: returns the decision or throws a UserError. */
  decide(loaded: Loaded, input: z.output<Input>, deciding: Deciding): Decision<Result>;
  /** False for what `undo` cannot reverse although it is not announced: what is on stage, a token. */
  undoable?: boolean;
  /** Called after the commit. The response does not wait for it. */
  committed?(context: Context): void;
}

/** The result of a mutation that publishes an announcement. */
export interface Published {
  /** The id of the announcement. */
  announcement: string;
  /** The inserted announcement. Absent if an earlier request stored the result. */
  announced?: AnnouncementRow;
}

/** The result of a verb that publishes several announcements. */
export interface PublishedGroup {
  /** The ids of the announcements, in the order of their sequences. */
  announcements: string[];
  /** The announcements as they were written; absent where the result was stored by an earlier request. */
  announcedRows?: AnnouncementRow[];
}

export interface Mutation<Result extends object = object> {
  name: string;
  input: z.ZodObject;
  errors: readonly UserErrorClass[];
  run(context: Context, raw: unknown): Promise<Result>;
}

export type DefinedMutation<Input extends z.ZodObject, Loaded, Result extends object> = Mutation<
  Result & Partial<Pick<Published, 'announced'> & Pick<PublishedGroup, 'announcedRows'>>
> &
  Pick<MutationDefinition<Input, Loaded, Result>, 'rights' | 'load' | 'decide'>;

export function defineMutation<Input extends z.ZodObject, Loaded, Result extends object>(
  definition: MutationDefinition<Input, Loaded, Result>,
): DefinedMutation<Input, Loaded, Result> {
  const { name, input: schema, errors = [], rights, undoable = true, load, decide, committed } = definition;
  return {
    name,
    input: schema,
    errors,
    rights,
    load,
    decide,
    async run(context, raw) {
      rights(context.identity);
      const input = readInput(schema, raw);
      const idempotency = idempotencyOf(name, input);
      const { scheduler } = context;
      const result = await retryTransient({ afterUnknownCommit: idempotency !== null, scheduler }, () =>
        runUnitOfWork(context, {
          mutation: name,
          idempotency,
          undoable,
          load: (read) => load(read, input),
          decide: (loaded, deciding) => decide(loaded, input, deciding),
        }),
      );
      committed?.(context);
      return result;
    },
  };
}

function idempotencyOf(mutation: string, input: object): Idempotency | null {
  const { idempotencyKey } = input as { idempotencyKey?: string | null };
  return idempotencyKey == null ? null : { key: idempotencyKey, mutation, input };
}
