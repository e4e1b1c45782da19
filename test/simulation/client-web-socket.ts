/** The WebSocket of a simulated browser, over a Link. */
import { clientFrame, FrameReader, opcodes } from './frames.ts';
import type { Link } from './link.ts';

interface SocketEvents {
  onopen: (() => void) | null;
  onmessage: ((event: { data: string }) => void) | null;
  onclose: ((event: { code: number; reason: string; wasClean: boolean }) => void) | null;
  onerror: ((event: unknown) => void) | null;
}

/** Opens a link to a server, or null if none can be reached. */
export type Connect = () => Link | null;

const abnormal = 1006;
/** How long the server has to answer a close frame. */
const closingMs = 2_000;
const noStatus = 1005;

export type WebSocketClass = new (url: string | URL, protocols?: string | string[]) => SocketEvents;

/** A class, as platforms have it: its sockets connect with `connect`. `onLink` receives each link. */
export function createWebSocketClass(
  connect: Connect,
  refused: (then: () => void) => void,
  onLink: (link: Link | null) => void,
): WebSocketClass {
  return class SimulatedWebSocket implements SocketEvents {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;
    readonly OPEN = 1;
    readyState = 0;
    onopen: SocketEvents['onopen'] = null;
    onmessage: SocketEvents['onmessage'] = null;
    onclose: SocketEvents['onclose'] = null;
    onerror: SocketEvents['onerror'] = null;
    readonly #reader = new FrameReader();
    readonly #link: Link | null;
    #closing: { code: number; reason: string } | null = null;

    constructor() {
      this.#link = connect();
      onLink(this.#link);
      if (this.#link)
        this.#link.attach({ receive: (chunk) => this.#receive(chunk), closed: () => this.#closed() });
      else refused(() => this.#closed());
    }

    addEventListener(): void {}

    send(text: string): void {
      if (this.readyState !== 1) return;
      this.#link!.send(clientFrame(opcodes.text, Buffer.from(text)));
    }

    close(code = noStatus, reason = ''): void {
      if (this.readyState >= 2) return;
      const wasOpen = this.readyState === 1;
      this.readyState = 2;
      if (!wasOpen) {
        this.#closeLink();
        return;
      }
      this.#link!.send(closeFrame(code, reason));
      // As in browsers: a lost server does not answer a close frame.
      this.#link!.parts.scheduler.setTimeout(() => {
        if (this.readyState === 2) this.#closeLink();
      }, closingMs);
    }

    #receive(chunk: Buffer): void {
      const wasConnecting = this.#reader.head === null;
      const frames = this.#reader.read(chunk);
      if (this.#reader.head === null) return;
      if (!this.#reader.head.startsWith('HTTP/1.1 101')) {
        this.#closeLink();
        return;
      }
      if (wasConnecting && this.readyState === 0) {
        this.readyState = 1;
        this.onopen?.();
      }
      for (const { opcode, data } of frames) {
        if (this.readyState === 3) return;
        if (opcode === opcodes.text) this.onmessage?.({ data: data.toString() });
        if (opcode === opcodes.ping) this.#link!.send(clientFrame(opcodes.pong, data));
        if (opcode === opcodes.close) this.#closeReceived(data);
      }
    }

    #closeReceived(data: Buffer): void {
      this.#closing = {
        code: data.length < 2 ? noStatus : data.readUInt16BE(0),
        reason: data.toString('utf8', 2),
      };
      if (this.readyState === 1) this.#link!.send(clientFrame(opcodes.close, data.subarray(0, 2)));
      this.#closeLink();
    }

    #closeLink(): void {
      this.#link?.end();
      this.#closed();
    }

    #closed(): void {
      if (this.readyState === 3) return;
      this.readyState = 3;
      if (!this.#closing) this.onerror?.({ message: 'the connection broke' });
      this.onclose?.({
        ...(this.#closing ?? { code: abnormal, reason: '' }),
        wasClean: this.#closing !== null,
      });
    }
  } as unknown as WebSocketClass;
}

export function closeFrame(code: number, reason: string): Buffer {
  if (code === noStatus) return clientFrame(opcodes.close, Buffer.alloc(0));
  const data = Buffer.alloc(2 + Buffer.byteLength(reason));
  data.writeUInt16BE(code);
  data.write(reason, 2);
  return clientFrame(opcodes.close, data);
}
