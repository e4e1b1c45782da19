import type { IncomingMessage, ServerResponse } from 'node:http';
import { CodedError } from '../errors/coded-error.ts';
import { RequestErrors } from '../execution/request-errors.ts';

/** Reads the whole body. Rejects with RequestErrors for one that is too long, without reading the rest of it. */
export function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  maxBytes: number,
): Promise<Buffer> {
  // A small compressed body can be a huge one.
  if (!isIdentity(request.headers['content-encoding'] ?? '')) {
    const message = 'A compressed body is not accepted. Send it without Content-Encoding.';
    return Promise.reject(badRequest(415, message, { 'accept-encoding': 'identity' }));
  }
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.reject(tooLong(maxBytes));
  if (awaitsContinue(request)) {
    response.shouldKeepAlive = !/\bclose\b/i.test(request.headers.connection ?? '');
    response.writeContinue();
  }
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

/** Names of codings have no case: RFC 9110, 8.4.1. */
function isIdentity(codings: string): boolean {
  return codings.split(',').every((coding) => ['', 'identity'].includes(coding.trim().toLowerCase()));
}

function awaitsContinue({ headers, httpVersion }: IncomingMessage): boolean {
  return httpVersion === '1.1' && headers.expect?.toLowerCase() === '100-continue';
}

function tooLong(maxBytes: number): RequestErrors {
  return badRequest(413, `The body exceeds the limit of ${maxBytes} bytes.`);
}

/** The rest of the body is not read, so the connection must end. */
function badRequest(status: number, message: string, headers: Record<string, string> = {}): RequestErrors {
  return new RequestErrors([
    new CodedError('BAD_REQUEST', message, { status, headers: { connection: 'close', ...headers } }),
  ]);
}
