/** Requests that Node cannot read to their end: it reports an error of its parser, or of its timeouts. */
import { CodedError } from '../errors/coded-error.ts';

export interface UnreadableRequest extends Error {
  code?: string;
  /** The last bytes that were received. */
  rawPacket?: Buffer;
}

/** The bytes in which a request line must end. */
const maxLineBytes = 8 * 1024;

export function errorOfUnreadable({ code, rawPacket }: UnreadableRequest): CodedError {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return bad(408, 'The request took too long to arrive.');
    case 'HPE_HEADER_OVERFLOW':
      return isLongTarget(rawPacket)
        ? bad(414, 'The target of the request is too long. Send the operation as POST.')
        : bad(431, 'The headers of the request are too long.');
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return bad(413, 'The chunk extensions of the body are too long.');
    default:
      return bad(400, 'This is not a request of HTTP/1.1.');
  }
}

/** The Origin header, if it is in the bytes that were received last: a page can then read the answer. */
export function originIn({ rawPacket }: UnreadableRequest): string | undefined {
  return /^origin:[ \t]*(\S+)[ \t]*\r?$/im.exec(rawPacket?.toString('latin1') ?? '')?.[1];
}

function isLongTarget(rawPacket: Buffer | undefined): boolean {
  const start = rawPacket?.toString('latin1', 0, maxLineBytes) ?? '';
  return start.length === maxLineBytes && /^[A-Z]+ [^\r\n]+$/.test(start);
}

function bad(status: number, message: string): CodedError {
  return new CodedError('BAD_REQUEST', message, { status, headers: { connection: 'close' } });
}
