import { type HttpRequest, requestBytes } from './http-caller.ts';

const space = 0x20;
const newline = 0x0a;
/** Bits of the number that makes requests different. */
const bits = 30;
let number = 0;

/**
 * One request repeatedly. Where each must differ, a number follows the JSON, with its bits written as spaces and newlines:
 * other bytes, but the same JSON.
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
