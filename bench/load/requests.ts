import { type HttpRequest, requestBytes } from './http-caller.ts';

const space = 0x20;
const tab = 0x09;
/** Bits of the number that makes requests different. */
const bits = 30;
/** Two equal languages with the number between them. */
const languages = `en,${' '.repeat(bits)}en`;
let number = 0;

/**
 * One request repeatedly. Where each must differ, a number is in the value of Accept-Language, with its bits written as
 * spaces and tabs: no cached response may be served for it, since languages are part of every key, and it means the same.
 * Until 2026-11-26 the number followed the JSON: Pavilion's cache is keyed by the document and its variables since.
 */
export function requestsOf(request: HttpRequest, eachDiffers: boolean): () => Buffer {
  if (!eachDiffers) {
    const bytes = requestBytes(request);
    return () => bytes;
  }
  const template = requestBytes({ ...request, languages });
  const offset = template.indexOf(languages) + 'en,'.length;
  return () => {
    const bytes = Buffer.from(template);
    number++;
    for (let bit = 0; bit < bits; bit++) bytes[offset + bit] = (number >> bit) & 1 ? tab : space;
    return bytes;
  };
}
