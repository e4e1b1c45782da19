import type { IncomingMessage } from 'node:http';
import { CodedError } from '../errors/coded-error.ts';
import { RequestErrors } from '../execution/request-errors.ts';

/**
 * readBody reads the whole body. If the body exceeds the limit, it rejects with RequestErrors without reading the
 * rest.
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  // A small compressed body can expand to a huge one.
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    const message = 'A compressed body is not accepted. Send it without Content-Encoding.';
    return Promise.reject(badRequest(415, message));
  }
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.reject(tooLong(maxBytes));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) return void chunks.push(chunk);
      request.off('data', take).resume();
      reject(tooLong(maxBytes));
    };
    request.on('data', take);
    request.once('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.once('error', reject);
    // The client has disconnected. The promise must still settle.
    request.once('aborted', () => reject(badRequest(400, 'The body is incomplete.')));
  });
}

function tooLong(maxBytes: number): RequestErrors {
  return badRequest(413, `The body exceeds the limit of ${maxBytes} bytes.`);
}

/** The rest of the body is not read, so the connection must be closed. */
function badRequest(status: number, message: string): RequestErrors {
  return new RequestErrors([
    new CodedError('BAD_REQUEST', message, { status, headers: { connection: 'close' } }),
  ]);
}
