/** graphql-ws' own protocol core, with Pavilion behind it. */
import { type ExecutionResult, GraphQLError } from 'graphql';
import { makeServer } from 'graphql-ws';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { Identity } from '../auth/identity.ts';
import type { Revocations } from '../auth/revocations.ts';
import { type CloseCodeName, closeCodes } from '../errors/close-codes.ts';
import { Unauthenticated } from '../errors/user-errors.ts';
import { type Executor, type PreparedOperation, RequestError } from '../execution/executor.ts';
import { formatResult } from '../execution/format-result.ts';
import { saysUnavailable } from '../execution/mask-error.ts';
import { yieldToEventLoop } from '../execution/time-slice.ts';
import type { Context } from '../graphql/context.ts';
import { requestError } from '../graphql/request-errors.ts';
import type { MessageRateLimit } from '../rate-limit/message-rate-limit.ts';
import type { RateLimits } from '../rate-limit/rate-limits.ts';
import type { SocketWriter } from './socket-writer.ts';
import { subscribe } from './subscribe.ts';
import { WebSocketSubscriber } from './websocket-subscription.ts';

export const maxSubscriptionsPerSocket = 32;
const initialisationTimeoutMs = 3_000;
/** setTimeout takes no longer wait; a token that ends later than in 24 days outlives its socket. */
const maxTimerMs = 2 ** 31 - 1;

/** Who opened a socket, by its request. */
export interface Caller {
  address: string;
  requestId: string;
  authorization: string | null;
  languages: string | null;
}

/** One WebSocket, as the protocol core is given it. */
export interface SocketExtra extends Caller {
  socket: WebSocket;
  writer: SocketWriter;
  messages: MessageRateLimit;
  /** Set when connection_init was accepted. */
  context: Context | null;
}

export interface ProtocolParts {
  executor: Executor;
  contextOf: (authorization: string | null, languages: string | null) => Promise<Context>;
  revocations: Pick<Revocations, 'whenRevoked'>;
  limits: RateLimits;
  logger: Logger;
}

interface ConnectionParams {
  authorization?: unknown;
  Authorization?: unknown;
  language?: unknown;
}

export function createProtocol({ executor, contextOf, revocations, limits, logger }: ProtocolParts) {
  return makeServer<ConnectionParams & Record<string, unknown>, SocketExtra>({
    connectionInitWaitTimeout: initialisationTimeoutMs,

    async onConnect({ connectionParams, extra }) {
      const { authorization, Authorization, language } = connectionParams ?? {};
      const text = (value: unknown) => (typeof value === 'string' ? value : null);
      // A token that is no text is a bad one: taken for none, it would make its holder the public.
      if ([authorization, Authorization].some((value) => value != null && typeof value !== 'string'))
        return false;
      try {
        extra.context = await contextOf(
          text(authorization) ?? text(Authorization) ?? extra.authorization,
          text(language) ?? extra.languages,
        );
        closeWhenTokenEnds(extra.socket, extra.context.identity, revocations);
        return true;
      } catch (error) {
        // False closes with 4403, after which a client comes back with a fresh token.
        if (error instanceof Unauthenticated) return false;
        if (error instanceof GraphQLError && error.extensions.code === 'RATE_LIMITED') {
          closeSocket(extra.socket, 'RATE_LIMITED');
          return false;
        }
        logger.warn({ err: error, requestId: extra.requestId }, 'a token could not be verified');
        closeSocket(extra.socket, 'TRY_AGAIN_LATER');
        return false;
      }
    },

    async onSubscribe({ extra, subscriptions }, id, payload) {
      // First, and before anything is awaited: operations that arrive together would all be counted.
      if (Object.keys(subscriptions).length > maxSubscriptionsPerSocket) {
        const message = `This socket has reached its limit of ${maxSubscriptionsPerSocket} concurrent operations. Complete one first.`;
        return [requestError('TOO_MANY_SUBSCRIPTIONS', message)];
      }
      const { tokenId } = extra.context!.identity;
      if (limits.admit(extra.address) > 0 || limits.admitToken(tokenId) > 0) {
        closeSocket(extra.socket, 'RATE_LIMITED');
        return [
          requestError('RATE_LIMITED', 'This address or this token exceeds its operations per minute.'),
        ];
      }
      extra.messages.enforceTokenRateLimit();
      try {
        const turn = yieldToEventLoop();
        if (turn) await turn;
        const operation = executor.prepare(extra.context!, payload);
        if (operation.type !== 'subscription') return operation;
        const subscriber = new WebSocketSubscriber(id, extra.writer, () =>
          closeSocket(extra.socket, 'SLOW_SUBSCRIBER'),
        );
        const subscription = await subscribe(operation, executor.maskError, subscriber);
        if ('results' in subscription) return { ...operation, source: subscription.results };
        subscriber.attach(subscription.member);
        return { ...operation, source: subscriber };
      } catch (error) {
        const errors = (error instanceof RequestError ? error.errors : [error]).map(executor.maskError);
        // What passes is answered with a code after which the client comes back, never with an error that ends it.
        if (errors.some(saysUnavailable)) closeSocket(extra.socket, 'TRY_AGAIN_LATER');
        return errors;
      }
    },

    execute: (args) => executor.execute(args as PreparedOperation),
    subscribe: (args) => (args as { source?: AsyncGenerator<ExecutionResult> }).source!,

    onNext: (_context, _id, _payload, _args, result) => formatResult(result),
    /** graphql-ws wraps what an iterator throws; what was thrown is the cause. */
    onError: (_context, _id, _payload, errors) =>
      errors.map((error) => (error.cause instanceof GraphQLError ? error.cause : error).toJSON()),
  });
}

export function closeSocket(socket: WebSocket, name: CloseCodeName): void {
  socket.close(closeCodes[name].code, closeCodes[name].reason);
}

function closeWhenTokenEnds(
  socket: WebSocket,
  { expiresAt, tokenId }: Identity,
  revocations: ProtocolParts['revocations'],
): void {
  const close = () => closeSocket(socket, 'FORBIDDEN');
  socket.once('close', revocations.whenRevoked(tokenId, close));
  if (!expiresAt) return;
  const inMs = Math.max(0, expiresAt.getTime() - Date.now());
  if (inMs > maxTimerMs) return;
  const timer = setTimeout(close, inMs);
  timer.unref();
  socket.once('close', () => clearTimeout(timer));
}
