/** WebSockets at /graphql: accepts or rejects upgrades, and closes sockets. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols } from 'graphql-ws';
import type { Logger } from 'pino';
import { type RawData, type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import { closeCodes } from '../errors/close-codes.ts';
import { CodedError } from '../errors/coded-error.ts';
import type { CountingLimits } from '../execution/counting.ts';
import type { Caller } from '../execution/request.ts';
import { requestIdFrom, withRequestId } from '../execution/request-id.ts';
import type { Rejection } from '../observability/rejection-log.ts';
import { MessageRateLimit } from '../rate-limit/message-rate-limit.ts';
import type { RateLimits } from '../rate-limit/rate-limits.ts';
import type { Connection } from './connection.ts';
import type { Connections } from './connections.ts';
import { createProtocol, type ProtocolParts, type SocketExtra } from './graphql-ws-server.ts';
import { KeepAlive } from './keep-alive.ts';
import type { SocketWriters } from './socket-writer.ts';

const supportedProtocol = 'graphql-transport-ws';
const maxMessageBytes = 64 * 1024;
const maxReasonCharacters = 40;
/** The time that a client has to answer the close frame. */
const closeTimeoutMs = 5_000;
/** The limit of unsent results for a client that sends operations and does not read. */
const maxUnreadBytes = 4 * 1024 * 1024;

export interface WebSocketParts extends ProtocolParts {
  connections: Connections;
  writers: SocketWriters;
  limits: CountingLimits & Pick<RateLimits, 'openSocket' | 'closeSocket'>;
  isAllowedOrigin: (request: IncomingMessage) => boolean;
  site: { pathOf(request: IncomingMessage): string; addressOf(request: IncomingMessage): string };
  errorResponses: {
    /** What is wrong with a request, whatever it asks for. */
    problemOf(request: IncomingMessage): CodedError | null;
    /** Answers an upgrade that is refused, logs it and ends the socket. */
    refuse(tcp: Duplex, error: CodedError, request: IncomingMessage, requestId: string): void;
  };
  rejections: { log(rejection: Rejection): void };
  logger: Logger;
}

export interface WebSocketGateway {
  readonly openCount: number;
  /** The number of sockets that were terminated because they did not answer a ping. */
  readonly silentCount: number;
  /** Rejects upgrades from now on. */
  stopAccepting(): void;
  close(): void;
}

export function serveWebSockets(server: Server, parts: WebSocketParts): WebSocketGateway {
  const { isAllowedOrigin, limits, scheduler, errorResponses, site } = parts;
  const options: ServerOptions & { closeTimeout: number } = {
    noServer: true,
    handleProtocols: (offered) => handleProtocols(offered) || (offered.values().next().value ?? false),
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    // One message per turn of the event loop: a packet with hundreds of them does not keep the other sockets waiting.
    allowSynchronousEvents: false,
    maxFragments: 16,
    // The number of packets of the largest message in a network with small packets, with a margin.
    maxBufferedChunks: 512,
    closeTimeout: closeTimeoutMs,
  };
  const webSockets = new WebSocketServer(options);
  // What is left: the subprotocols and extensions.
  webSockets.on('wsClientError', ({ message }, tcp, request) =>
    errorResponses.refuse(
      tcp,
      badHandshake(`${message}.`),
      request,
      requestIdFrom(request.headers['x-request-id']),
    ),
  );
  const keepAlive = new KeepAlive(scheduler);
  const protocol = createProtocol(parts);
  let isAccepting = true;

  server.on('upgrade', (request: IncomingMessage, tcp: Duplex, head: Buffer) => {
    tcp.on('error', destroyThis);
    const requestId = requestIdFrom(request.headers['x-request-id']);
    const caller = callerOf(request, site.addressOf(request));
    const refuse = (error: CodedError) => errorResponses.refuse(tcp, error, request, requestId);
    const problem = errorResponses.problemOf(request) ?? handshakeProblem(request);
    if (!isAccepting) return refuse(draining());
    if (problem) return refuse(problem);
    if (site.pathOf(request) !== upgradePath) return refuse(wrongPath());
    if (!isAllowedOrigin(request)) return refuse(foreignOrigin(request));
    if (!limits.openSocket(caller.address)) return refuse(tooManySockets());
    freeAtClose(tcp, limits, caller.address);
    webSockets.handleUpgrade(request, tcp, head, (socket) => {
      if (socket.protocol !== supportedProtocol)
        parts.rejections.log({
          status: closeCodes.SUBPROTOCOL_NOT_ACCEPTABLE.code,
          reason: `The subprotocol ${JSON.stringify(socket.protocol)} is not ${supportedProtocol}.`,
          requestId,
          address: caller.address,
        });
      const connection = openConnection(parts, socket, requestId);
      keepAlive.watch(socket, connection);
      serve(protocol, parts, socket, requestId, {
        caller,
        connection,
        writer: parts.writers.create(socket, tcp),
        messages: new MessageRateLimit(scheduler),
        isOpen: () => socket.readyState === socket.OPEN && !connection.ended,
        session: null,
      });
    });
  });

  return {
    get openCount() {
      return webSockets.clients.size;
    },
    get silentCount() {
      return keepAlive.terminatedCount;
    },
    stopAccepting() {
      isAccepting = false;
    },
    close() {
      isAccepting = false;
      keepAlive.stop();
      webSockets.close();
    },
  };
}

function destroyThis(this: Duplex): void {
  this.destroy();
}

/**
 * freeAtClose listens to the TCP socket, because the handshake can fail. It is a separate function: a closure in the
 * handler would keep the request in memory while the socket is open, and the request is as large as everything else.
 */
function freeAtClose(tcp: Duplex, limits: WebSocketParts['limits'], address: string): void {
  tcp.once('close', () => limits.closeSocket(address));
}

function openConnection(
  { connections, logger }: WebSocketParts,
  socket: WebSocket,
  requestId: string,
): Connection {
  const connection = connections.open({
    close: (reason) => socket.close(closeCodes[reason].code, closeCodes[reason].reason),
    terminate: () => socket.terminate(),
    onError: (error) =>
      logger.error({ err: error, requestId }, 'a callback at the end of a WebSocket failed'),
  });
  socket.once('close', () => connection.end());
  return connection;
}

/** callerOf returns the part of the request that is kept while the socket is open. */
function callerOf({ headers }: IncomingMessage, address: string): Caller {
  return {
    address,
    authorization: headers.authorization ?? null,
    languages: headers['accept-language'] ?? null,
  };
}

function serve(
  protocol: ReturnType<typeof createProtocol>,
  { logger, rejections }: Pick<WebSocketParts, 'logger' | 'rejections'>,
  socket: WebSocket,
  requestId: string,
  extra: SocketExtra,
): void {
  const { connection, messages, caller } = extra;
  const endFlood = () => {
    const reason = 'This socket exceeds its messages per minute.';
    rejections.log({ status: closeCodes.RATE_LIMITED.code, reason, requestId, address: caller.address });
    connection.close('RATE_LIMITED');
  };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) =>
        new Promise((resolve, reject) => {
          if (socket.readyState !== socket.OPEN) return resolve();
          socket.send(data, (error) => (error ? reject(error) : resolve()));
        }),
      // Truncated, because `ws` throws for a reason that exceeds the limit of a close frame.
      close: (code, reason) => socket.close(code, reason?.slice(0, maxReasonCharacters)),
      onMessage: (receive) => {
        socket.on('message', (data) => {
          if (!extra.isOpen()) return;
          if (socket.bufferedAmount > maxUnreadBytes) return socket.terminate();
          if (!messages.take()) return endFlood();
          withRequestId(requestId, () => receive(String(data))).catch((error: unknown) => {
            if (isServerMessage(data)) return connection.close('BAD_REQUEST');
            if (socket.readyState === socket.OPEN)
              logger.error({ err: error, requestId }, 'a WebSocket message could not be handled');
            // The cause may be temporary. After a code that graphql-ws treats as fatal, the screen would not
            // reconnect.
            connection.close('TRY_AGAIN_LATER');
          });
        });
      },
    },
    extra,
  );
  // `ws` closes the socket with the code of the violation.
  socket.on('error', (error) => logger.debug({ err: error, requestId }, 'WebSocket'));
  socket.once('close', (code, reason) => void closed(code, String(reason)));
}

/** isServerMessage: a valid message that only servers send. graphql-ws throws, but the protocol requires 4400. */
function isServerMessage(data: RawData): boolean {
  try {
    return ['connection_ack', 'next', 'error'].includes(JSON.parse(String(data)).type);
  } catch {
    return false;
  }
}

const retryAfterS = 10;
const upgradePath = '/graphql';
const webSocketVersion = '13';

/** RFC 6455, 4.2.1. `ws` checks the same; its answers have neither a reason nor the status of RFC 9110. */
function handshakeProblem({ method, headers }: IncomingMessage): CodedError | null {
  if (method !== 'GET')
    return badHandshake('A WebSocket is opened with GET.', { status: 405, headers: { allow: 'GET' } });
  if (headers['sec-websocket-version'] !== webSocketVersion)
    return badHandshake(`Sec-WebSocket-Version must be ${webSocketVersion}.`, {
      status: 426,
      headers: { upgrade: 'websocket', 'sec-websocket-version': webSocketVersion },
    });
  const key = headers['sec-websocket-key'] ?? '';
  return /^[+/0-9A-Za-z]{22}==$/.test(key) ? null : badHandshake('Sec-WebSocket-Key is missing or invalid.');
}

function badHandshake(message: string, options: { status?: number; headers?: Record<string, string> } = {}) {
  return new CodedError('BAD_REQUEST', message, options);
}

function draining(): CodedError {
  const message = 'The server is shutting down. Connect to another server.';
  return new CodedError('UNAVAILABLE', message, { headers: { 'retry-after': '1' } });
}

function wrongPath(): CodedError {
  return badHandshake(`WebSockets are served at ${upgradePath}.`, { status: 404 });
}

function foreignOrigin({ headers }: IncomingMessage): CodedError {
  const message = `Pages of ${headers.origin} may not open a WebSocket to this server. Add the origin to ALLOWED_ORIGINS.`;
  return new CodedError('FORBIDDEN', message, { status: 403 });
}

function tooManySockets(): CodedError {
  const message = 'This address has reached its limit of open sockets. Close one, or wait.';
  return new CodedError('RATE_LIMITED', message, { headers: { 'retry-after': String(retryAfterS) } });
}
