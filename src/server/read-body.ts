import type { IncomingMessage } from 'node:http';
import { requestError } from '../graphql/request-errors.ts';
import { RequestRefused } from './engine.ts';

/** The whole body. Throws RequestRefused for one that is too long, without reading the rest of it. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) return void chunks.push(chunk);
      request.off('data', take).resume();
      const error = requestError('BAD_REQUEST', `The body has more than ${maxBytes} bytes.`);
      Object.assign(error.extensions, { http: { status: 413, headers: { connection: 'close' } } });
      reject(new RequestRefused([error]));
    };
    request.on('data', take);
    request.once('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('aborted', () => reject(new Error('the request was aborted')));
  });
}
