import type { IncomingMessage } from 'node:http';
import { CodedError } from '../errors/coded-error.ts';
import { RequestError } from '../execution/executor.ts';

/** The whole body. Throws RequestError for one that is too long, without reading the rest of it. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  // Compressed, a small body can be a huge one.
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity')
    return Promise.reject(
      refuse(415, 'A compressed body is not accepted. Send it without Content-Encoding.'),
    );
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
    // Nobody is there any more to be told.
    request.once('aborted', () => reject(refuse(400, 'The body is incomplete.')));
  });
}

function tooLong(maxBytes: number): RequestError {
  return refuse(413, `The body exceeds the limit of ${maxBytes} bytes.`);
}

/** What is left of the body is not read: the connection ends. */
function refuse(status: number, message: string): RequestError {
  return new RequestError([
    new CodedError('BAD_REQUEST', message, { status, headers: { connection: 'close' } }),
  ]);
}
