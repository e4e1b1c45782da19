import { httpUrl } from '../changes/input.ts';

/** What `new URL` forgives is kept as it was written: a reader, and Postgres, would not. */
const unwritable = /[\s\p{C}]/u;

export const webAddress = httpUrl.refine(
  (address) => !unwritable.test(address),
  'has spaces, or characters that cannot be printed',
);
