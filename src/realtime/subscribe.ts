/**
 * Makes a GraphQL subscription a member of an audience.
 *
 * Promises: the resolver authorizes the caller first. Subscribers with the same selection, rights and languages share
 * one execution per announcement. Subscribers with different rights never share one.
 */
import {
  createSourceEventStream,
  type ExecutionResult,
  execute,
  executeSubscriptionEvent,
  type GraphQLError,
  mapSourceToResponseEvent,
  type ValidatedSubscriptionArgs,
  validateSubscriptionArgs,
} from 'graphql';
import type { HubRow } from '../announcements/hub-source.ts';
import { anonymous } from '../auth/identity.ts';
import type { CodedError } from '../errors/coded-error.ts';
import { NotFound } from '../errors/user-errors.ts';
import type { PreparedOperation } from '../execution/executor.ts';
import { formatResult } from '../execution/format-result.ts';
import { RequestErrors } from '../execution/request-errors.ts';
import { BatchLoaders } from '../graphql/batch-loaders.ts';
import { Answering, type Context } from '../graphql/context.ts';
import { requestError } from '../graphql/query-errors.ts';
import { StreamSubscription } from '../programme/announcements/announcements.subscription.ts';
import type { AudienceLimits } from '../rate-limit/audience-limits.ts';
import type { Member, Subscriber } from '../stream/audience-member.ts';
import { maxPayloadBytes } from '../stream/audience-payloads.ts';
import { encodeCursor } from '../stream/cursor.ts';
import type { AudienceKeys } from './audience-key.ts';
import { OwnResults } from './own-results.ts';
import { SerializedPayload } from './serialized-payload.ts';
import { endError } from './stream-end.ts';

type MaskError = (error: unknown) => CodedError;

/** Subscription is a member of an audience, or the results of a subscription that is not shared. */
export type Subscription = { end: () => void } & (
  | { kind: 'shared'; member: Member }
  | { kind: 'own'; results: OwnResults }
);

/** Throws RequestErrors if the stream does not exist or the caller may not subscribe to it. */
export type Subscribe = (
  operation: PreparedOperation,
  subscriber: Subscriber<SerializedPayload>,
  address: string,
) => Promise<Subscription>;

export interface SubscribeParts {
  maskError: MaskError;
  audienceKeys: AudienceKeys;
  audienceLimits: AudienceLimits;
}

/** The maximum age of a payload with live data. Subscribers that receive it within this time share it. */
const liveDataMaxAgeMs = 1_000;

export function createSubscribe({ maskError, audienceKeys, audienceLimits }: SubscribeParts): Subscribe {
  return async (operation, subscriber, address) => {
    const { schema, document, contextValue, operationName, variableValues } = operation;
    const args = { schema, document, contextValue, operationName, variableValues };
    const validated = validateSubscriptionArgs(args);
    if (!('schema' in validated)) throw new RequestErrors(validated);
    const source = await createSourceEventStream(validated);
    if ('errors' in source) throw new RequestErrors(source.errors ?? []);
    if (!(source instanceof StreamSubscription)) {
      const results = mapSourceToResponseEvent(validated, source as AsyncIterable<unknown>, (event) =>
        executeOwn({ ...event, contextValue: { ...contextValue, ...newAnswer() } }, maskError),
      );
      const own = new OwnResults(results);
      return { kind: 'own', results: own, end: () => void own.return() };
    }
    const languages = contextValue.languages.among(source.languages);
    const createContext = audienceContext({ ...contextValue, languages });
    const audience = audienceKeys.keyOf(operation, languages);
    const counted = `${source.streamId} ${audience}`;
    if (!audienceLimits.join(address, counted)) throw new RequestErrors([tooManyAudiences()]);
    const leaveLimits = () => audienceLimits.leave(address, counted);
    try {
      const member = await contextValue.streams.hub.subscribe<SerializedPayload>({
        streamId: source.streamId,
        start: source.start,
        audience,
        subscriber,
        serialize: (row) => executeForAudience({ ...args, contextValue: createContext() }, row, maskError),
        bytesOf: (payload) => payload.bytes,
        ...(audienceKeys.isLive(operation) && { maxAgeMs: liveDataMaxAgeMs }),
      });
      if (member === null) throw new RequestErrors([new NotFound('exhibition', ['exhibition'])]);
      if (typeof member === 'string') throw new RequestErrors([endError(member)]);
      return {
        kind: 'shared',
        member,
        end: () => {
          leaveLimits();
          member.leave();
        },
      };
    } catch (error) {
      leaveLimits();
      throw error;
    }
  };
}

function tooManyAudiences(): CodedError {
  return requestError(
    'TOO_MANY_AUDIENCES',
    'This address or this server has too many subscriptions with different operations. Use the same operation on all screens.',
  );
}

async function executeOwn(event: ValidatedSubscriptionArgs, maskError: MaskError): Promise<ExecutionResult> {
  return masked(await executeSubscriptionEvent(event), maskError);
}

async function executeForAudience(
  args: Parameters<typeof execute>[0],
  row: HubRow,
  maskError: MaskError,
): Promise<SerializedPayload> {
  const result = masked(await execute({ ...args, rootValue: row }), maskError);
  const failure = result.errors?.find(isTransient);
  // Thrown, so that the audience tries again. Stored as a payload, it would be delivered to all later subscribers.
  if (failure) throw failure;
  const payload = new SerializedPayload(JSON.stringify(formatResult(result)), encodeCursor(row));
  return payload.bytes <= maxPayloadBytes ? payload : tooLarge(payload);
}

function isTransient(error: GraphQLError): boolean {
  const { code } = error.extensions;
  return code === 'UNAVAILABLE' || code === 'INTERNAL_SERVER_ERROR';
}

function masked({ errors, ...result }: ExecutionResult, maskError: MaskError): ExecutionResult {
  return errors ? { ...result, errors: [...new Set(errors)].map(maskError) } : result;
}

function tooLarge({ bytes }: SerializedPayload): SerializedPayload {
  const message = `An announcement takes ${bytes} bytes; the limit is ${maxPayloadBytes}. Select fewer fields.`;
  return serialize({ errors: [requestError('QUERY_TOO_COMPLEX', message)] });
}

function serialize(result: ExecutionResult): SerializedPayload {
  return new SerializedPayload(JSON.stringify(formatResult(result)));
}

/**
 * audienceContext returns contexts with the rights and languages of the audience, without the identity of its first
 * subscriber.
 */
function audienceContext(context: Context): () => Context {
  const identity = anonymous(context.identity);
  return () => ({ ...context, identity, requestId: 'audience', ...newAnswer() });
}

/** Loaders cache what they have read, and failed fields are counted, so each announcement needs new ones. */
function newAnswer() {
  return { loaders: new BatchLoaders(), answering: new Answering() };
}
