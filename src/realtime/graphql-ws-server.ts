/** Serves the protocol graphql-transport-ws with graphql-ws and the pipeline. */
import {
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
} from 'graphql';
import { makeServer, type WebSocket as ProtocolSocket } from 'graphql-ws';
import type { Revocations } from '../auth/revocations.ts';
import { errorTable } from '../errors/error-table.ts';
import { Counting, type CountingLimits } from '../execution/counting.ts';
import type { PreparedOperation } from '../execution/executor.ts';
import type { Outcome } from '../execution/outcome.ts';
import type { Pipeline } from '../execution/pipeline.ts';
import type { Caller, OperationParams, Session, Transport } from '../execution/request.ts';
import { requestError } from '../graphql/query-errors.ts';
import type { MessageRateLimit } from '../rate-limit/message-rate-limit.ts';
import type { Scheduler } from '../stream/scheduler.ts';
import type { Connection } from './connection.ts';
import { OperationOrder } from './operation-order.ts';
import type { SocketWriter } from './socket-writer.ts';
import type { Subscribe } from './subscribe.ts';
import { closeWhenTokenEnds } from './token-end.ts';
import { WebSocketSubscriber } from './websocket-subscriber.ts';

export const maxOperationsPerSocket = 32;
/** Every message of an operation has its id: a longer one would multiply what a server sends. */
const maxIdCharacters = 128;
const initialisationTimeoutMs = 3_000;

/** One WebSocket, as graphql-ws passes it to the hooks. */
export interface SocketExtra {
  caller: Caller;
  connection: Connection;
  writer: SocketWriter;
  messages: MessageRateLimit;
  /** False once the socket closes or a close code was sent: what arrives or waits is not handled then. */
  isOpen: () => boolean;
  /** Null until connection_init is accepted. */
  session: Session | null;
}

export interface ProtocolParts {
  pipeline: Pipeline;
  limits: CountingLimits;
  subscribe: Subscribe;
  revocations: Pick<Revocations, 'whenRevoked'>;
  scheduler: Scheduler;
}

interface ConnectionParams {
  authorization?: unknown;
  Authorization?: unknown;
  language?: unknown;
}

/** What onSubscribe passes to `execute` and `subscribe`. */
type Executed = PreparedOperation & { outcome: Outcome; source?: AsyncGenerator<unknown> };

export function createProtocol(parts: ProtocolParts) {
  const { pipeline, revocations, scheduler } = parts;
  const server = makeServer<ConnectionParams & Record<string, unknown>, SocketExtra>({
    connectionInitWaitTimeout: initialisationTimeoutMs,

    async onConnect({ connectionParams, extra }) {
      const { authorization, Authorization, language } = connectionParams ?? {};
      // Rejected, because ignoring a token of another type would make its holder a public caller.
      if ([authorization, Authorization].some((value) => value != null && typeof value !== 'string'))
        return false;
      const { caller, connection } = extra;
      const counting = new Counting(parts.limits, { caller, session: null });
      try {
        extra.session = await pipeline.authenticate({
          authorization: text(authorization) ?? text(Authorization) ?? caller.authorization,
          languages: text(language) ?? caller.languages,
        });
        counting.isCounted = true;
        parts.limits.requireToken(extra.session.identity);
      } catch (error) {
        const masked = pipeline.maskError(counting.errorOf(error));
        const { code } = masked;
        if (code === 'RATE_LIMITED') pipeline.logRejection(masked, caller);
        // Each of these codes makes the client of graphql-ws connect again.
        connection.close(errorTable[code].closeCode ?? 'TRY_AGAIN_LATER');
        return false;
      }
      closeWhenTokenEnds(connection, extra.session.identity, revocations, scheduler);
      return true;
    },

    async onSubscribe({ extra, subscriptions }, id, payload) {
      // Checked before anything is awaited: otherwise all operations that arrive together would be below the limit.
      if (Object.keys(subscriptions).length > maxOperationsPerSocket) {
        const message = `This socket has reached its limit of ${maxOperationsPerSocket} concurrent operations. Complete one first.`;
        return [requestError('TOO_MANY_SUBSCRIPTIONS', message)];
      }
      extra.messages.discountOperation();
      if (id.length > maxIdCharacters) {
        extra.connection.close('BAD_REQUEST');
        return [requestError('BAD_REQUEST', 'The operation id is too long.')];
      }
      return await run(parts, extra, id, payload);
    },

    execute: (args) => (args as Executed).outcome.result as ExecutionResult,
    subscribe: (args) => (args as Executed).source as AsyncGenerator<ExecutionResult>,

    // The pipeline has formatted the results already.
    onNext: (_context, _id, _payload, _args, result) => result as FormattedExecutionResult,
    onError: (_context, _id, _payload, errors) => errors.map(formatError),
  });
  return {
    opened: (socket: ProtocolSocket, extra: SocketExtra) =>
      server.opened(
        {
          ...socket,
          onMessage(receive) {
            const order = new OperationOrder({
              receive: (data) => Promise.resolve(receive(data)),
              isOpen: extra.isOpen,
              onDuplicate: () => extra.connection.close('SUBSCRIBER_ALREADY_EXISTS'),
            });
            socket.onMessage((data) => order.handle(data));
          },
        },
        extra,
      ),
  };
}

/** graphql-ws wraps what an iterator throws: the error is the cause. */
function formatError(error: GraphQLError): GraphQLFormattedError {
  return (error.cause instanceof GraphQLError ? error.cause : error).toJSON();
}

async function run(
  { pipeline, subscribe }: ProtocolParts,
  { caller, session, connection, writer }: SocketExtra,
  id: string,
  params: OperationParams,
): Promise<Executed | readonly GraphQLError[]> {
  let source: AsyncGenerator<unknown> | undefined;
  const transport: Transport = {
    mediaType: 'application/graphql-response+json',
    usesResponseCache: false,
    reportsCost: false,
    requireSupported: () => {},
    async subscribe(operation) {
      const subscriber = new WebSocketSubscriber(id, writer, (reason) => connection.close(reason));
      const subscription = await subscribe(operation, subscriber, caller.address);
      const end = connection.onEnd(subscription.end);
      if (subscription.kind === 'own') {
        subscription.results.onEnd(end);
        source = subscription.results;
      } else {
        subscriber.attach(subscription.member, end);
        source = subscriber;
      }
    },
  };
  const outcome = await pipeline.run({ caller, session, transport, decode: () => params });
  if (outcome.operation) return { ...outcome.operation, outcome, ...(source && { source }) };
  const closeCode = outcome.rejection && errorTable[outcome.rejection.code].closeCode;
  if (closeCode) connection.close(closeCode);
  return outcome.errors;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
