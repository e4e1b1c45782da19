/**
 * GraphQL over SSE in "distinct connections" mode: one request, one stream of events. For the graphql-sse client,
 * for curl -N, and for whoever cannot have a WebSocket.
 */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Revocations } from '../auth/revocations.ts';
import { CodedError } from '../errors/coded-error.ts';
import {
  type Executor,
  type OperationParams,
  type PreparedOperation,
  RequestError,
} from '../execution/executor.ts';
import { formatResult } from '../execution/format-result.ts';
import { saysUnavailable } from '../execution/mask-error.ts';
import { yieldToEventLoop } from '../execution/time-slice.ts';
import type { Context } from '../graphql/context.ts';
import { requestError } from '../graphql/request-errors.ts';
import type { RateLimits } from '../rate-limit/rate-limits.ts';
import type { SerializedPayload } from '../realtime/serialized-payload.ts';
import { endError, subscribe } from '../realtime/subscribe.ts';
import type { Member, Subscriber } from '../stream/audience-member.ts';
import type { EndReason } from '../stream/source.ts';
import { parseParams, readJsonBody } from './graphql-over-http.ts';
import { readQueryString } from './query-string.ts';

/** Often, because nothing else tells a reader that the network is gone: an event stream has no ping of its own. */
const keepAliveMs = 5_000;
/** What may wait in the process for a reader that is slower than the announcements. */
const maxBufferedBytes = 256 * 1024;
/** Streams end when they end: nobody knows when there will be room. */
const retryAfterS = 10;
const maxTimerMs = 2 ** 31 - 1;

/** The streams that are open, to be ended when the server goes down. */
export type EventStreams = Set<ServerResponse>;

export interface SseParts {
  eventStreams: EventStreams;
  executor: Executor;
  limits: RateLimits;
  revocations: Pick<Revocations, 'whenRevoked'>;
  contextOf: (authorization: string | null, languages: string | null) => Promise<Context>;
}

export function wantsEventStream(request: IncomingMessage): boolean {
  return /\btext\/event-stream\b/i.test(request.headers.accept ?? '');
}

export async function serveEventStream(
  parts: SseParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const { headers } = request;
    const context = await parts.contextOf(headers.authorization ?? null, headers['accept-language'] ?? null);
    const params = await readParams(request);
    const turn = yieldToEventLoop();
    if (turn) await turn;
    const operation = parts.executor.prepare(context, params);
    if (operation.type === 'subscription') await stream(parts, operation, request, response);
    else await answerOnce(parts.executor, operation, request, response);
  } catch (error) {
    if (response.headersSent) return void response.destroy();
    const wasRefused = error instanceof RequestError;
    const errors = (wasRefused ? error.errors : [error]).map(parts.executor.maskError);
    const passing = errors.find(saysUnavailable);
    if (wasRefused && !passing) refuse(response, errors);
    else fail(response, passing ?? errors[0]!);
  }
}

async function readParams(request: IncomingMessage): Promise<OperationParams> {
  if (request.method === 'POST') return parseParams(await readJsonBody(request));
  return readQueryString(request.url ?? '/');
}

async function stream(
  { executor, eventStreams, limits, revocations }: SseParts,
  operation: PreparedOperation,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (response.closed) return;
  // A stream is held as long as a WebSocket is, and costs the same.
  const address = limits.addressOf(request);
  if (!limits.openSocket(address)) throw tooManyStreams();
  response.once('close', () => limits.closeSocket(address));
  const subscriber = new EventStreamSubscriber(response);
  const subscription = await subscribe(operation, executor.maskError, subscriber);
  begin(response);
  const ping = setInterval(() => response.write(':\n\n'), keepAliveMs);
  const { expiresAt, tokenId } = operation.contextValue.identity;
  const untilTokenEnds = expiresAt ? expiresAt.getTime() - Date.now() : maxTimerMs;
  // The client comes back by itself, and is asked for its token again.
  const close = () => response.destroy();
  const tokenEnd = setTimeout(close, Math.min(untilTokenEnds, maxTimerMs));
  const endRevocation = revocations.whenRevoked(tokenId, close);
  eventStreams.add(response);
  response.once('close', () => {
    clearInterval(ping);
    clearTimeout(tokenEnd);
    endRevocation();
    eventStreams.delete(response);
    if ('member' in subscription) subscription.member.leave();
    else void subscription.results.return(undefined);
  });
  if (request.socket.destroyed) response.destroy();
  else if ('member' in subscription) subscriber.attach(subscription.member);
  else await writeResults(subscription.results, response);
}

/** One at a time: the next is asked for when this one was taken. */
async function writeResults(
  results: AsyncGenerator<ExecutionResult>,
  response: ServerResponse,
): Promise<void> {
  for await (const result of results) {
    const taken = response.write(`event: next\ndata: ${JSON.stringify(formatResult(result))}\n\n`);
    if (!taken) await once(response, 'drain');
  }
  response.end('event: complete\ndata:\n\n');
}

class EventStreamSubscriber implements Subscriber<SerializedPayload> {
  readonly #response: ServerResponse;
  #member: Member | null = null;
  #waiting = false;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  attach(member: Member): void {
    this.#member = member;
    member.resume();
  }

  get ready(): boolean {
    if (!this.#member) return false;
    if (this.#response.writableLength < maxBufferedBytes) return true;
    if (!this.#waiting) {
      this.#waiting = true;
      this.#response.once('drain', () => {
        this.#waiting = false;
        this.#member?.resume();
      });
    }
    return false;
  }

  deliver(rendered: SerializedPayload): void {
    this.#response.write(rendered.event(), 'latin1');
  }

  end(reason: EndReason): void {
    if (reason === 'SLOW_SUBSCRIBER') this.#response.destroy();
    else finish(this.#response, JSON.stringify(formatResult({ errors: [endError(reason)] })));
  }
}

async function answerOnce(
  executor: Executor,
  operation: PreparedOperation,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') {
    throw new RequestError([requestError('BAD_REQUEST', 'Send this operation as POST.')]);
  }
  const result = await executor.execute(operation);
  begin(response);
  finish(response, JSON.stringify(formatResult(result)));
}

function begin(response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    'x-accel-buffering': 'no',
  });
  // Some clients see nothing of an answer until its first byte.
  response.write(':\n\n');
}

function finish(response: ServerResponse, json: string): void {
  response.end(`event: next\ndata: ${json}\n\nevent: complete\ndata:\n\n`);
}

/** A status that clients try again after, as they do when a WebSocket is refused with it. */
function tooManyStreams(): CodedError {
  const message = 'This address has reached its limit of open streams. Close one, or wait.';
  return new CodedError('RATE_LIMITED', message, { headers: { 'retry-after': String(retryAfterS) } });
}

/** What is wrong with the request itself is an event like any other: clients of a stream read events. */
function refuse(response: ServerResponse, errors: readonly GraphQLError[]): void {
  begin(response);
  finish(response, JSON.stringify(formatResult({ errors })));
}

/** A token that is not accepted, a database that is away: a status, so that the client asks again. */
function fail(response: ServerResponse, error: CodedError): void {
  // Clients of an event stream try again after a status that is not 200.
  const status = error.status.refused === 200 ? 500 : error.status.refused;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...error.headers });
  response.end(JSON.stringify(formatResult({ errors: [error] })));
}
