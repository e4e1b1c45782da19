/** Sends raw bytes to a port and collects the responses until the connection ends: HTTP that no client library sends. */
import { createConnection } from 'node:net';

export interface RawAnswer {
  /** The status of every response on the connection, in order. */
  statuses: number[];
  /** All of it, heads and bodies. */
  text: string;
  /** The server ended the connection, not our timeout. */
  closed: boolean;
}

/** Long, because a loaded machine answers late; an answer that comes ends the waiting. */
const defaultPatienceMs = 15_000;

export function exchange(
  port: number,
  bytes: string | Buffer,
  { patienceMs = defaultPatienceMs } = {},
): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let closed = false;
    const socket = createConnection({ port, host: '127.0.0.1' });
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      const text = Buffer.concat(chunks).toString('latin1');
      const statuses = [...text.matchAll(/HTTP\/1\.[01] (\d{3})/g)].map((match) => Number(match[1]));
      resolve({ statuses, text, closed });
    };
    const timer = setTimeout(finish, patienceMs);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('end', () => {
      closed = true;
      finish();
    });
    // Reset while we are still sending: responses received before count.
    socket.on('error', () => {
      closed = true;
      finish();
    });
    socket.write(bytes);
  });
}

const crlf = '\r\n';

/** A request with the lines given and nothing added but the length of its body. */
export function rawRequest(start: string, headers: readonly string[], body: string | Buffer = ''): Buffer {
  const bytes = Buffer.from(body);
  const length = bytes.length > 0 ? [`Content-Length: ${bytes.length}`] : [];
  return Buffer.concat([Buffer.from([start, ...headers, ...length, '', ''].join(crlf), 'latin1'), bytes]);
}

/** An ordinary POST of the body, but for what is given. */
export function rawPost(
  body: string | Buffer,
  headers: readonly string[] = ['Content-Type: application/json'],
): Buffer {
  return rawRequest('POST /graphql HTTP/1.1', ['Host: x', 'Connection: close', ...headers], body);
}

export function rawGet(path: string, headers: readonly string[] = []): Buffer {
  return rawRequest(`GET ${path} HTTP/1.1`, ['Host: x', 'Connection: close', ...headers]);
}
