/** Mutants that change nothing that anyone can see, each with the reason. They count as killed. */

export interface Equivalent {
  file: string;
  original: string;
  replacement: string;
  why: string;
}

export const equivalents: Equivalent[] = [
  {
    file: 'src/auth/issuer-keys.ts',
    original: '0',
    replacement: '1',
    why: 'The time of the last fetch is set by the first one, before it is read.',
  },
  {
    file: 'src/rate-limit/network.ts',
    original: '1',
    replacement: '2',
    why: 'The limit of a split of which the first part alone is used.',
  },
  {
    file: 'src/rate-limit/network.ts',
    original: '0',
    replacement: '1',
    why: 'No zero is missing in an address of eight groups only, and a ninth is cut off.',
  },
];
