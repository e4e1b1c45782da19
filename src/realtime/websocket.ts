/** WebSockets at /graphql: who is let in, and how they are sent elsewhere when the server goes down. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols } from 'graphql-ws';
import type { Logger } from 'pino';
import { type RawData, type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import { closeCodes } from '../errors/close-codes.ts';
import { requestIdFrom, withRequestId } from '../execution/request-id.ts';
import { MessageRateLimit } from '../rate-limit/message-rate-limit.ts';
import type { DeliveryQueue } from '../stream/delivery-queue.ts';
import { endInBatches } from './drain.ts';
import {
  type Caller,
  closeSocket,
  createProtocol,
  type ProtocolParts,
  type SocketExtra,
} from './graphql-ws-server.ts';
import { KeepAlive } from './keep-alive.ts';
import { SocketWriter } from './socket-writer.ts';

const maxMessageBytes = 64 * 1024;
const maxReasonCharacters = 40;
/** For a client that is told to go and does not answer. */
const closeTimeoutMs = 5_000;
/** What may wait for a client that asks and does not read: beyond it, its questions are the attack. */
const maxUnreadBytes = 4 * 1024 * 1024;

export interface WebSocketParts extends ProtocolParts {
  isAllowedOrigin: (request: IncomingMessage) => boolean;
  delivery: DeliveryQueue;
}

export interface WebSocketGateway {
  readonly sockets: ReadonlySet<WebSocket>;
  /** How many sockets were ended because they answered no ping. */
  silentEnded(): number;
  /** Ends all sockets within the time, in batches and in no order, and takes no more. */
  drain(withinMs: number): Promise<void>;
  close(): void;
}

export function serveWebSockets(server: Server, parts: WebSocketParts): WebSocketGateway {
  const { isAllowedOrigin, limits, logger } = parts;
  const options: ServerOptions & { closeTimeout: number } = {
    noServer: true,
    handleProtocols,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    maxFragments: 16,
    // The largest message in the smallest packets that a network makes of it, with room.
    maxBufferedChunks: 512,
    closeTimeout: closeTimeoutMs,
  };
  const webSockets = new WebSocketServer(options);
  const keepAlive = new KeepAlive();
  const protocol = createProtocol(parts);
  let draining = false;

  server.on('upgrade', (request: IncomingMessage, tcp: Duplex, head: Buffer) => {
    tcp.on('error', destroyed);
    if (draining) return refuse(tcp, '503 Service Unavailable');
    if (request.url?.split('?', 1)[0] !== '/graphql') return refuse(tcp, '404 Not Found');
    if (!isAllowedOrigin(request)) return refuse(tcp, '403 Forbidden');
    const caller = callerOf(request, limits.addressOf(request));
    if (!limits.openSocket(caller.address)) return refuse(tcp, '429 Too Many Requests');
    closeWith(tcp, limits, caller.address);
    webSockets.handleUpgrade(request, tcp, head, (socket) => {
      keepAlive.watch(socket);
      const writer = new SocketWriter(socket, tcp, parts.delivery);
      const messages = new MessageRateLimit();
      connect(protocol, { ...caller, socket, writer, messages, context: null }, logger);
    });
  });

  return {
    sockets: webSockets.clients,
    silentEnded: () => keepAlive.missed,
    async drain(withinMs) {
      draining = true;
      await endInBatches(webSockets.clients, withinMs, (socket) => closeSocket(socket, 'SERVICE_RESTART'));
      for (const socket of webSockets.clients) socket.terminate();
    },
    close() {
      draining = true;
      keepAlive.stop();
      for (const socket of webSockets.clients) socket.terminate();
      webSockets.close();
    },
  };
}

function destroyed(this: Duplex): void {
  this.destroy();
}

/** Apart from the request, which what lives as long as the socket must not hold on to: it is as large as all the rest. */
function closeWith(tcp: Duplex, limits: WebSocketParts['limits'], address: string): void {
  tcp.once('close', () => limits.closeSocket(address));
}

/** What is kept of a request once its socket is open. */
function callerOf({ headers }: IncomingMessage, address: string): Caller {
  return {
    address,
    requestId: requestIdFrom(headers['x-request-id']),
    authorization: headers.authorization ?? null,
    languages: headers['accept-language'] ?? null,
  };
}

function connect(protocol: ReturnType<typeof createProtocol>, extra: SocketExtra, logger: Logger): void {
  const { socket, requestId } = extra;
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) =>
        new Promise((resolve, reject) => {
          if (socket.readyState !== socket.OPEN) return resolve();
          socket.send(data, (error) => (error ? reject(error) : resolve()));
        }),
      // A reason of more bytes than a frame may have would be an error in place of the code.
      close: (code, reason) => socket.close(code, reason?.slice(0, maxReasonCharacters)),
      onMessage: (receive) => {
        socket.on('message', (data) => {
          if (socket.bufferedAmount > maxUnreadBytes) return socket.terminate();
          if (!extra.messages.take()) return closeSocket(socket, 'RATE_LIMITED');
          withRequestId(requestId, () => receive(String(data))).catch((error: unknown) => {
            if (isOfServers(data))
              return socket.close(closeCodes.BAD_REQUEST.code, closeCodes.BAD_REQUEST.reason);
            if (socket.readyState === socket.OPEN)
              logger.error({ err: error, requestId }, 'a message could not be handled');
            // Whatever it was, it may pass: a code that is fatal to graphql-ws would end this screen for good.
            closeSocket(socket, 'TRY_AGAIN_LATER');
          });
        });
      },
    },
    extra,
  );
  // `ws` closes the socket itself, with the code that fits the violation.
  socket.on('error', (error) => logger.debug({ err: error, requestId }, 'WebSocket'));
  socket.once('close', (code, reason) => void closed(code, String(reason)));
}

/** A well-formed message that only a server sends: graphql-ws throws for it, where the protocol asks for 4400. */
function isOfServers(data: RawData): boolean {
  try {
    return ['connection_ack', 'next', 'error'].includes(JSON.parse(String(data)).type);
  } catch {
    return false;
  }
}

function refuse(tcp: Duplex, status: string): void {
  tcp.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
