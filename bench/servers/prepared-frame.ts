import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
// @ts-expect-error: not in the types of `ws`
import { Sender } from 'ws';

/** One frame from server to client, made by `ws` itself. */
export function prepareFrame(message: string): Buffer {
  const options = { fin: true, rsv1: false, opcode: 1, mask: false, readOnly: false };
  return Buffer.concat(Sender.frame(Buffer.from(message), options));
}

/** The TCP socket of a `ws` WebSocket. */
export function tcpOf(socket: WebSocket): Duplex {
  return (socket as unknown as { _socket: Duplex })._socket;
}
