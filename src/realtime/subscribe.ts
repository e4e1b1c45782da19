/**
 * From a GraphQL subscription to a place in an audience.
 *
 * Promises: the resolver authorizes before anything is joined; subscribers that ask for the same with the same
 * rights and languages share one execution per announcement, and nobody shares one with other rights.
 */
import { createHash } from 'node:crypto';
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionResult,
  execute,
  executeSubscriptionEvent,
  type GraphQLError,
  Kind,
  mapSourceToResponseEvent,
  type OperationDefinitionNode,
  print,
  type ValidatedSubscriptionArgs,
  validateSubscriptionArgs,
  visit,
} from 'graphql';
import type { AnnouncementRow } from '../announcements/announcement-source.ts';
import { anonymous, audienceOf } from '../auth/identity.ts';
import { NotFound } from '../errors/user-errors.ts';
import { type PreparedOperation, RequestError } from '../execution/executor.ts';
import { formatResult } from '../execution/format-result.ts';
import { BatchLoaders } from '../graphql/batch-loaders.ts';
import type { Context } from '../graphql/context.ts';
import { requestError } from '../graphql/request-errors.ts';
import {
  positionArguments,
  StreamSubscription,
} from '../programme/announcements/announcements.subscription.ts';
import { maxPayloadBytes } from '../stream/audience.ts';
import type { Member, Subscriber } from '../stream/audience-member.ts';
import type { EndReason } from '../stream/source.ts';
import { SerializedPayload } from './serialized-payload.ts';

type MaskError = (error: unknown) => GraphQLError;

/** A place in an audience; or, for what is told to one caller alone, that caller's own results. */
export type Subscription = { member: Member } | { results: AsyncGenerator<ExecutionResult> };

/** Throws RequestError where there is nothing to listen to, or nothing that may be. */
export async function subscribe(
  operation: PreparedOperation,
  maskError: MaskError,
  subscriber: Subscriber<SerializedPayload>,
): Promise<Subscription> {
  const { schema, document, contextValue, operationName, variableValues } = operation;
  const args = { schema, document, contextValue, operationName, variableValues };
  const validated = validateSubscriptionArgs(args);
  if (!('schema' in validated)) throw new RequestError(validated);
  const source = await createSourceEventStream(validated);
  if ('errors' in source) throw new RequestError(source.errors ?? []);
  if (!(source instanceof StreamSubscription)) {
    const results = mapSourceToResponseEvent(validated, source as AsyncIterable<unknown>, (event) =>
      // Loaders remember what they were asked: each event asks anew.
      executeOwn({ ...event, contextValue: { ...contextValue, loaders: new BatchLoaders() } }, maskError),
    );
    return { results };
  }
  const shared = sharedContext(contextValue);
  const member = await contextValue.streams.hub.subscribe<SerializedPayload>({
    streamId: source.streamId,
    start: source.start,
    audience: audienceKey(operation),
    subscriber,
    serialize: (row) => executeForAudience({ ...args, contextValue: shared() }, row, maskError),
    bytesOf: (payload) => payload.bytes,
  });
  if (member === null) throw new RequestError([new NotFound('exhibition', ['exhibition'])]);
  if (typeof member === 'string') throw new RequestError([endError(member)]);
  return { member };
}

async function executeOwn(event: ValidatedSubscriptionArgs, maskError: MaskError): Promise<ExecutionResult> {
  const { errors, ...result } = await executeSubscriptionEvent(event);
  return errors ? { ...result, errors: errors.map(maskError) } : result;
}

async function executeForAudience(
  args: Parameters<typeof execute>[0],
  row: AnnouncementRow,
  maskError: MaskError,
): Promise<SerializedPayload> {
  try {
    const { errors, ...result } = await execute({ ...args, rootValue: row });
    const payload = new SerializedPayload(
      JSON.stringify(formatResult(errors ? { ...result, errors: errors.map(maskError) } : result)),
    );
    return payload.bytes <= maxPayloadBytes ? payload : tooLarge(payload);
  } catch (error) {
    return new SerializedPayload(JSON.stringify(formatResult({ errors: [maskError(error)] })));
  }
}

function tooLarge({ bytes }: SerializedPayload): SerializedPayload {
  const message = `An announcement takes ${bytes} bytes; the limit is ${maxPayloadBytes}. Select fewer fields.`;
  return new SerializedPayload(
    JSON.stringify(formatResult({ errors: [requestError('QUERY_TOO_COMPLEX', message)] })),
  );
}

/** Executions of an audience know its rights and languages, not the person who happened to join first. */
function sharedContext(context: Context): () => Context {
  const identity = anonymous(context.identity);
  return () => ({ ...context, identity, requestId: 'audience', loaders: new BatchLoaders() });
}

function audienceKey({ document, operationName, variableValues, contextValue }: PreparedOperation): string {
  const { text, positionVariables } = normalized(document);
  const variables = Object.entries(variableValues)
    .filter(([name]) => !positionVariables.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const { identity, languages } = contextValue;
  const key = JSON.stringify([text, operationName, variables, languages.wanted, audienceOf(identity)]);
  return createHash('sha256').update(key).digest('base64url');
}

interface Normalized {
  /** The document without the arguments that only tell where to begin. */
  text: string;
  positionVariables: ReadonlySet<string>;
}

/** By the parsed document, which the parser's cache hands out again for an equal text. */
const normalizedDocuments = new WeakMap<DocumentNode, Normalized>();

function normalized(document: DocumentNode): Normalized {
  const known = normalizedDocuments.get(document);
  if (known) return known;
  const stripped = stripPositions(document);
  const used = new Set<string>();
  visit(stripped, {
    OperationDefinition: {
      enter: (node) =>
        visit(node.selectionSet, { Variable: (variable) => void used.add(variable.name.value) }),
    },
    FragmentDefinition: {
      enter: (node) => visit(node, { Variable: (variable) => void used.add(variable.name.value) }),
    },
  });
  const declared = document.definitions
    .filter((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION)
    .flatMap((node) => node.variableDefinitions ?? [])
    .map((definition) => definition.variable.name.value);
  const result = {
    text: print(stripped),
    positionVariables: new Set(declared.filter((name) => !used.has(name))),
  };
  normalizedDocuments.set(document, result);
  return result;
}

/** The root field's position arguments; a field of the same name deeper down keeps its own. */
function stripPositions(document: DocumentNode): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.map((definition) =>
      definition.kind !== Kind.OPERATION_DEFINITION
        ? definition
        : {
            ...definition,
            selectionSet: {
              ...definition.selectionSet,
              selections: definition.selectionSet.selections.map((selection) =>
                selection.kind === Kind.FIELD
                  ? {
                      ...selection,
                      arguments: (selection.arguments ?? []).filter(
                        ({ name }) => !positionArguments.has(name.value),
                      ),
                    }
                  : selection,
              ),
            },
          },
    ),
  };
}

const endMessages: Record<EndReason, string> = {
  CURSOR_INVALID: 'The value is not a stream cursor. Load the snapshot again and subscribe with its cursor.',
  CURSOR_EXPIRED:
    'The cursor cannot be resumed in this stream. Load the snapshot again and subscribe with its cursor.',
  CURSOR_AHEAD: 'The cursor is ahead of the stream. Load the snapshot again and subscribe with its cursor.',
  SLOW_SUBSCRIBER: 'The subscriber accepted no data for 20 s. Subscribe again with its cursor.',
  UNAVAILABLE: 'The service is temporarily unavailable. Subscribe again.',
};

export function endError(reason: EndReason): GraphQLError {
  return requestError(reason, endMessages[reason], reason.startsWith('CURSOR') ? ['after'] : []);
}
