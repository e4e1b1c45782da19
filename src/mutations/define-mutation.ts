/**
 * The one shape of everything that changes data. A verb declares what it takes, who may do it, what it locks and
 * reads, and what it decides; unit-of-work.ts does the rest, in two round trips to Postgres.
 *
 * Order: rights, then input, then the idempotency key, then `load`, then `decide`.
 * Lock order of all verbs: idempotency key, ceremony, exhibition, deal or speech, organization, stream.
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
  /** Throws for a caller who may never do this. Asked before the input is read, so that an error reveals nothing. */
  rights(identity: Identity): void;
  /** The typed errors that `decide` throws beside those of every mutation. */
  errors?: readonly UserErrorClass[];
  /**
   * Locks and reads. All statements are sent before the first is answered, and before it is known whether the
   * idempotency key is new: none may depend on another's rows, and none may write.
   */
  load(read: ReadRows, input: z.output<Input>): Promise<Loaded>;
  /** A pure function: the decision, or a thrown UserError. */
  decide(loaded: Loaded, input: z.output<Input>, deciding: Deciding): Decision<Result>;
  /** Called after the commit, not awaited by the caller's answer. */
  committed?(context: Context): void;
}

/** The result of a publishing verb. */
export interface Published {
  /** The id of the announcement. */
  announcement: string;
  /** The announcement as it was written; absent where the result was stored by an earlier request. */
  announced?: AnnouncementRow;
}

export interface Mutation<Result extends object = object> {
  name: string;
  input: z.ZodObject;
  errors: readonly UserErrorClass[];
  run(context: Context, raw: unknown): Promise<Result>;
}

export type DefinedMutation<Input extends z.ZodObject, Loaded, Result extends object> = Mutation<
  Result & Partial<Pick<Published, 'announced'>>
> &
  Pick<MutationDefinition<Input, Loaded, Result>, 'decide'>;

export function defineMutation<Input extends z.ZodObject, Loaded, Result extends object>(
  definition: MutationDefinition<Input, Loaded, Result>,
): DefinedMutation<Input, Loaded, Result> {
  const { name, input: schema, errors = [], rights, load, decide, committed } = definition;
  return {
    name,
    input: schema,
    errors,
    decide,
    async run(context, raw) {
      rights(context.identity);
      const input = readInput(schema, raw);
      const idempotency = idempotencyOf(name, input);
      const result = await retryTransient({ afterUnknownCommit: idempotency !== null }, () =>
        runUnitOfWork(context, {
          mutation: name,
          idempotency,
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
