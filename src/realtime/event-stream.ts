/**
 * GraphQL over SSE in "distinct connections" mode: one request, one stream of events. For the graphql-sse client, for
 * curl -N, and for networks without WebSocket.
 */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FormattedExecutionResult, OperationTypeNode } from 'graphql';
import Negotiator from 'negotiator';
import type { Logger } from 'pino';
import type { Revocations } from '../auth/revocations.ts';
import { CodedError } from '../errors/coded-error.ts';
import type { PreparedOperation } from '../execution/executor.ts';
import type { Outcome } from '../execution/outcome.ts';
import type { Pipeline } from '../execution/pipeline.ts';
import type { OperationRequest, Transport } from '../execution/request.ts';
import { RequestErrors } from '../execution/request-errors.ts';
import { requestError } from '../graphql/request-errors.ts';
import type { RateLimits } from '../rate-limit/rate-limits.ts';
import type { Scheduler } from '../stream/scheduler.ts';
import type { Connection } from './connection.ts';
import type { Connections } from './connections.ts';
import { EventStreamSubscriber, endWithEvent } from './event-stream-subscriber.ts';
import type { Subscribe } from './subscribe.ts';
import { closeWhenTokenEnds } from './token-end.ts';

/** Short: a comment is the only means by which a reader notices that the network is gone. */
const keepAliveMs = 5_000;
/** Retry-After for an address with too many streams. A guess: the server cannot predict when one of them ends. */
const retryAfterS = 10;
const minRetryMs = 1_000;

export interface EventStreamParts {
  pipeline: Pipeline;
  subscribe: Subscribe;
  connections: Connections;
  limits: Pick<RateLimits, 'openSocket' | 'closeSocket'>;
  revocations: Pick<Revocations, 'whenRevoked'>;
  scheduler: Scheduler;
  logger: Logger;
}

/** Clients that accept several types get a stream if they name it, because not all of them can be served otherwise. */
export function wantsEventStream(request: IncomingMessage): boolean {
  return (
    /\btext\/event-stream\b/i.test(request.headers.accept ?? '') &&
    new Negotiator(request).mediaTypes(['text/event-stream']).length > 0
  );
}

export async function serveEventStream(
  parts: EventStreamParts,
  { caller, decode }: Pick<OperationRequest, 'caller' | 'decode'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const connection = parts.connections.open({
    // The client reconnects by itself and sends its token again. An HTTP response has no close code.
    close: () => response.destroy(),
    terminate: () => response.destroy(),
    onError: (error) => parts.logger.error({ err: error }, 'a part of an event stream could not be ended'),
  });
  response.once('close', () => connection.end());
  const transport: Transport = {
    mediaType: 'application/graphql-response+json',
    usesResponseCache: false,
    reportsCost: false,
    requireSupported: (type) => requirePost(type, request),
    subscribe: (operation) => stream(parts, operation, caller.address, connection, response),
  };
  const outcome = await parts.pipeline.run({ caller, session: null, transport, decode });
  if (outcome.rejection && !response.headersSent) return sendRejection(response, outcome, outcome.rejection);
  if (outcome.result === null) return;
  begin(response, parts.scheduler);
  endWithEvent(response, outcome.body);
}

function requirePost(type: OperationTypeNode, { method }: IncomingMessage): void {
  if (type !== 'subscription' && method !== 'POST')
    throw new RequestErrors([requestError('BAD_REQUEST', 'Send this operation as POST.')]);
}

async function stream(
  { subscribe, limits, revocations, scheduler, logger }: EventStreamParts,
  operation: PreparedOperation,
  address: string,
  connection: Connection,
  response: ServerResponse,
): Promise<void> {
  // A stream is held open as long as a WebSocket is, and costs the same.
  if (!limits.openSocket(address)) throw tooManyStreams();
  connection.onEnd(() => limits.closeSocket(address));
  const subscriber = new EventStreamSubscriber(response);
  const subscription = await subscribe(operation, subscriber, address);
  connection.onEnd(subscription.end);
  closeWhenTokenEnds(connection, operation.contextValue.identity, revocations, scheduler);
  if (connection.ended) return;
  begin(response, scheduler);
  const ping = scheduler.setInterval(() => response.write(':\n\n'), keepAliveMs);
  connection.onEnd(() => ping.cancel());
  if (subscription.kind === 'shared') subscriber.attach(subscription.member);
  else
    writeResults(subscription.results, response).catch((error: unknown) => {
      logger.error({ err: error }, 'an event stream failed');
      response.destroy();
    });
}

/** One at a time: the next result is requested when the response has taken this one. */
async function writeResults(
  results: AsyncGenerator<FormattedExecutionResult>,
  response: ServerResponse,
): Promise<void> {
  for await (const result of results) {
    const taken = response.write(`event: next\ndata: ${JSON.stringify(result)}\n\n`);
    if (!taken) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end('event: complete\ndata:\n\n');
}

function begin(response: ServerResponse, scheduler: Pick<Scheduler, 'random'>): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    'x-accel-buffering': 'no',
  });
  // Some clients do not see the response before its first byte. An EventSource waits so long before it connects again:
  // not all of them at the same moment.
  const retryMs = Math.round(minRetryMs * (1 + scheduler.random()));
  response.write(`retry: ${retryMs}\n\n`);
}

/** With a status, not as an event: clients of an event stream then ask again. */
function sendRejection(response: ServerResponse, outcome: Outcome, { status }: CodedError): void {
  response.writeHead(status.requestError === 200 ? 500 : status.requestError, {
    'content-type': 'application/json; charset=utf-8',
    ...outcome.headers,
  });
  response.end(outcome.body);
}

function tooManyStreams(): CodedError {
  const message = 'This address has reached its limit of open streams. Close one, or wait.';
  return new CodedError('RATE_LIMITED', message, { headers: { 'retry-after': String(retryAfterS) } });
}
