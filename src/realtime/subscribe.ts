/**
 * From a GraphQL subscription to a member of an audience.
 *
 * Promises: the resolver authorizes before anything is joined. Subscribers with the same selection, rights and
 * languages share one execution per announcement; subscribers with other rights never do.
 */
import {
  createSourceEventStream,
  type ExecutionResult,
  execute,
  executeSubscriptionEvent,
  type FormattedExecutionResult,
  mapSourceToResponseEvent,
  type ValidatedSubscriptionArgs,
  validateSubscriptionArgs,
} from 'graphql';
import type { AnnouncementRow } from '../announcements/announcement-source.ts';
import { anonymous } from '../auth/identity.ts';
import type { CodedError } from '../errors/coded-error.ts';
import { NotFound } from '../errors/user-errors.ts';
import type { PreparedOperation } from '../execution/executor.ts';
import { formatResult } from '../execution/format-result.ts';
import { RequestErrors } from '../execution/request-errors.ts';
import { BatchLoaders } from '../graphql/batch-loaders.ts';
import type { Context } from '../graphql/context.ts';
import { StreamSubscription } from '../programme/announcements/announcements.subscription.ts';
import type { Member, Sink } from '../stream/audience.ts';
import type { AudienceKeys } from './audience-key.ts';
import { SerializedPayload } from './serialized-payload.ts';
import { endError } from './stream-end.ts';

type MaskError = (error: unknown) => CodedError;

/** A member of an audience; or, for a subscription of one caller alone, that caller's own results. */
export type Subscription = { end: () => void } & (
  | { kind: 'shared'; member: Member }
  | { kind: 'own'; results: AsyncGenerator<FormattedExecutionResult> }
);

/** Throws RequestErrors if there is no such stream, or the caller may not follow it. */
export type Subscribe = (
  operation: PreparedOperation,
  sink: Sink<SerializedPayload>,
) => Promise<Subscription>;

export function createSubscribe(maskError: MaskError, audienceKeys: AudienceKeys): Subscribe {
  return async (operation, sink) => {
    const { schema, document, contextValue, operationName, variableValues } = operation;
    const args = { schema, document, contextValue, operationName, variableValues };
    const validated = validateSubscriptionArgs(args);
    if (!('schema' in validated)) throw new RequestErrors(validated);
    const source = await createSourceEventStream(validated);
    if ('errors' in source) throw new RequestErrors(source.errors ?? []);
    if (!(source instanceof StreamSubscription)) {
      const results = mapSourceToResponseEvent(validated, source as AsyncIterable<unknown>, (event) =>
        // A loader caches what it has read: each event needs new ones.
        executeOwn({ ...event, contextValue: { ...contextValue, loaders: new BatchLoaders() } }, maskError),
      ) as AsyncGenerator<FormattedExecutionResult>;
      return { kind: 'own', results, end: () => void results.return(undefined) };
    }
    const createContext = audienceContext(contextValue);
    const member = await contextValue.streams.hub.subscribe<SerializedPayload>({
      streamId: source.streamId,
      start: source.start,
      audience: audienceKeys.keyOf(operation),
      sink,
      render: (row) => render({ ...args, contextValue: createContext() }, row, maskError),
    });
    if (member === null) throw new RequestErrors([new NotFound('exhibition', ['exhibition'])]);
    if (typeof member === 'string') throw new RequestErrors([endError(member)]);
    return { kind: 'shared', member, end: () => member.leave() };
  };
}

async function executeOwn(
  event: ValidatedSubscriptionArgs,
  maskError: MaskError,
): Promise<FormattedExecutionResult> {
  return format(await executeSubscriptionEvent(event), maskError);
}

async function render(
  args: Parameters<typeof execute>[0],
  row: AnnouncementRow,
  maskError: MaskError,
): Promise<SerializedPayload> {
  try {
    return serialize(format(await execute({ ...args, rootValue: row }), maskError));
  } catch (error) {
    return serialize({ errors: [maskError(error).toJSON()] });
  }
}

function format({ errors, ...result }: ExecutionResult, maskError: MaskError): FormattedExecutionResult {
  return formatResult(errors ? { ...result, errors: errors.map(maskError) } : result);
}

function serialize(result: FormattedExecutionResult): SerializedPayload {
  return new SerializedPayload(JSON.stringify(result));
}

/** The rights and languages of an audience, without the person who joined it first. */
function audienceContext(context: Context): () => Context {
  const identity = anonymous(context.identity);
  return () => ({ ...context, identity, requestId: 'audience', loaders: new BatchLoaders() });
}
