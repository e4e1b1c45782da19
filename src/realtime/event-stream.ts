/**
 * GraphQL over SSE in "distinct connections" mode: one request, one stream of events. It serves the graphql-sse
 * client, curl -N, and networks without WebSocket.
 */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FormattedExecutionResult, OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import type { Revocations } from '../auth/revocations.ts';
import { CodedError } from '../errors/coded-error.ts';
import type { PreparedOperation } from '../execution/executor.ts';
import type { Outcome } from '../execution/outcome.ts';
import type { Pipeline } from '../execution/pipeline.ts';
import type { OperationRequest, Transport } from '../execution/request.ts';
import { RequestErrors } from '../execution/request-errors.ts';
import { requestError } from '../graphql/query-errors.ts';
import type { RateLimits } from '../rate-limit/rate-limits.ts';
import type { Scheduler } from '../stream/scheduler.ts';
import type { Connection } from './connection.ts';
import type { Connections } from './connections.ts';
import { EventStreamSubscriber, endWithEvent } from './event-stream-subscriber.ts';
import type { Subscribe } from './subscribe.ts';
import { closeWhenTokenEnds } from './token-end.ts';

/** Short, because clients detect a lost network only by missing comments. */
const keepAliveMs = 5_000;
/**
 * Retry-After for an address with too many streams. An arbitrary value, because the server cannot predict when one of
 * them ends.
 */
const retryAfterS = 10;
const minRetryMs = 1_000;
const drainingRetryAfterS = 1;

export interface EventStreamParts {
  pipeline: Pipeline;
  subscribe: Subscribe;
  connections: Connections;
  limits: Pick<RateLimits, 'openSocket' | 'closeSocket'>;
  revocations: Pick<Revocations, 'whenRevoked'>;
  scheduler: Scheduler;
  logger: Logger;
}

export async function serveEventStream(
  parts: EventStreamParts,
  { caller, decode }: Pick<OperationRequest, 'caller' | 'decode'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (parts.connections.isDraining) return sendDraining(response);
  const connection = parts.connections.open({
    // An HTTP response has no close code. The client reconnects and sends its token again.
    close: () => response.destroy(),
    terminate: () => response.destroy(),
    onError: (error) => parts.logger.error({ err: error }, 'a callback at the end of an event stream failed'),
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
  // An event stream counts as a socket, because it stays open as long and costs as much.
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

/** The next result is requested after this one is written to the response. */
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
  // Some clients see the response only after its first byte. `retry` is the time after which an EventSource
  // reconnects. It is random, so that clients do not all reconnect at the same moment.
  const retryMs = Math.round(minRetryMs * (1 + scheduler.random()));
  response.write(`retry: ${retryMs}\n\n`);
}

/** Sends a status instead of an event, because clients repeat a request that failed with a status. */
function sendRejection(response: ServerResponse, outcome: Outcome, { status }: CodedError): void {
  response.writeHead(status.requestError === 200 ? 500 : status.requestError, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...outcome.headers,
  });
  response.end(outcome.body);
}

/** The client asks again, and reaches another server. */
function sendDraining(response: ServerResponse): void {
  const error = requestError('UNAVAILABLE', 'The server is shutting down. Connect to another one.');
  response.writeHead(503, {
    'content-type': 'application/json; charset=utf-8',
    'retry-after': String(drainingRetryAfterS),
    connection: 'close',
  });
  response.end(JSON.stringify({ errors: [error.toJSON()] }));
}

function tooManyStreams(): CodedError {
  const message = 'This address has reached its limit of open streams. Close one, or wait.';
  return new CodedError('RATE_LIMITED', message, { headers: { 'retry-after': String(retryAfterS) } });
}
