import { type HttpRequest, requestBytes } from './http-caller.ts';

const space = 0x20;
const newline = 0x0a;
/** Of the number that tells requests apart. */
const bits = 30;
let number = 0;

/**
 * One request again and again; or, where each differs, the same with another number behind it each time, its bits as
 * spaces and newlines: other bytes, but nothing that a JSON parser hands on.
 */
export function requestsOf(request: HttpRequest, eachDiffers: boolean): () => Buffer {
  if (!eachDiffers) {
    const bytes = requestBytes(request);
    return () => bytes;
  }
  const template = requestBytes({ ...request, body: request.body + ' '.repeat(bits) });
  return () => {
    const bytes = Buffer.from(template);
    number++;
    for (let bit = 0; bit < bits; bit++)
      bytes[bytes.length - 1 - bit] = (number >> bit) & 1 ? newline : space;
    return bytes;
  };
}
