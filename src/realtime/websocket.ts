/** WebSockets at /graphql: which upgrades are accepted, and how the sockets end. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols } from 'graphql-ws';
import type { Logger } from 'pino';
import { type RawData, type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import { closeCodes } from '../errors/close-codes.ts';
import type { Caller } from '../execution/request.ts';
import { requestIdFrom, withRequestId } from '../execution/request-id.ts';
import { MessageRateLimit } from '../rate-limit/message-rate-limit.ts';
import type { RateLimits } from '../rate-limit/rate-limits.ts';
import type { Connection } from './connection.ts';
import type { Connections } from './connections.ts';
import { createProtocol, type ProtocolParts, type SocketExtra } from './graphql-ws-server.ts';
import { KeepAlive } from './keep-alive.ts';
import type { SocketWriters } from './socket-writer.ts';

const maxMessageBytes = 64 * 1024;
const maxReasonCharacters = 40;
/** For a client that does not answer the close frame. */
const closeTimeoutMs = 5_000;
/** Results that may wait for a client that sends operations and does not read. */
const maxUnreadBytes = 4 * 1024 * 1024;

export interface WebSocketParts extends ProtocolParts {
  connections: Connections;
  writers: SocketWriters;
  limits: Pick<RateLimits, 'addressOf' | 'openSocket' | 'closeSocket'>;
  isAllowedOrigin: (request: IncomingMessage) => boolean;
  logger: Logger;
}

export interface WebSocketGateway {
  readonly openCount: number;
  /** Sockets that were terminated because they answered no ping. */
  readonly silentCount: number;
  /** Rejects upgrades from now on. */
  stopAccepting(): void;
  close(): void;
}

export function serveWebSockets(server: Server, parts: WebSocketParts): WebSocketGateway {
  const { isAllowedOrigin, limits, scheduler } = parts;
  const options: ServerOptions & { closeTimeout: number } = {
    noServer: true,
    handleProtocols,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    maxFragments: 16,
    // The largest message in the smallest packets that a network makes of it, with a margin.
    maxBufferedChunks: 512,
    closeTimeout: closeTimeoutMs,
  };
  const webSockets = new WebSocketServer(options);
  const keepAlive = new KeepAlive(scheduler);
  const protocol = createProtocol(parts);
  let isAccepting = true;

  server.on('upgrade', (request: IncomingMessage, tcp: Duplex, head: Buffer) => {
    tcp.on('error', destroyThis);
    if (!isAccepting) return reject(tcp, '503 Service Unavailable');
    if (request.url?.split('?', 1)[0] !== '/graphql') return reject(tcp, '404 Not Found');
    if (!isAllowedOrigin(request)) return reject(tcp, '403 Forbidden');
    const caller = callerOf(request, limits.addressOf(request));
    if (!limits.openSocket(caller.address)) return reject(tcp, '429 Too Many Requests');
    freeAtClose(tcp, limits, caller.address);
    const requestId = requestIdFrom(request.headers['x-request-id']);
    webSockets.handleUpgrade(request, tcp, head, (socket) => {
      const connection = openConnection(parts, socket, requestId);
      keepAlive.watch(socket, connection);
      serve(protocol, parts.logger, socket, requestId, {
        caller,
        connection,
        writer: parts.writers.create(socket, tcp),
        messages: new MessageRateLimit(scheduler),
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
 * With the TCP socket, because the handshake can fail. A function of its own: a closure in the handler would keep the
 * request, which is as large as all the rest, for as long as the socket is open.
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
    onError: (error) => logger.error({ err: error, requestId }, 'a part of a socket could not be ended'),
  });
  socket.once('close', () => connection.end());
  return connection;
}

/** What is kept of the request while the socket is open. */
function callerOf({ headers }: IncomingMessage, address: string): Caller {
  return {
    address,
    authorization: headers.authorization ?? null,
    languages: headers['accept-language'] ?? null,
  };
}

function serve(
  protocol: ReturnType<typeof createProtocol>,
  logger: Logger,
  socket: WebSocket,
  requestId: string,
  extra: SocketExtra,
): void {
  const { connection, messages } = extra;
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) =>
        new Promise((resolve, reject) => {
          if (socket.readyState !== socket.OPEN) return resolve();
          socket.send(data, (error) => (error ? reject(error) : resolve()));
        }),
      // A reason that is longer than a frame allows would be an error in place of the code.
      close: (code, reason) => socket.close(code, reason?.slice(0, maxReasonCharacters)),
      onMessage: (receive) => {
        socket.on('message', (data) => {
          // A client that ignores the close code is not heard any more, whatever its rights are.
          if (socket.readyState !== socket.OPEN || connection.ended) return;
          if (socket.bufferedAmount > maxUnreadBytes) return socket.terminate();
          if (!messages.take()) return connection.close('RATE_LIMITED');
          withRequestId(requestId, () => receive(String(data))).catch((error: unknown) => {
            if (isServerMessage(data)) return connection.close('BAD_REQUEST');
            if (socket.readyState === socket.OPEN)
              logger.error({ err: error, requestId }, 'a WebSocket message could not be handled');
            // The cause may be temporary: a code that is fatal to graphql-ws would end this screen for good.
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

/** A well-formed message that only a server sends: graphql-ws throws, where the protocol demands 4400. */
function isServerMessage(data: RawData): boolean {
  try {
    return ['connection_ack', 'next', 'error'].includes(JSON.parse(String(data)).type);
  } catch {
    return false;
  }
}

function reject(tcp: Duplex, status: string): void {
  tcp.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
