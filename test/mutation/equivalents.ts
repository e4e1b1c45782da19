/** Mutants that change nothing that anyone can see, each with the reason. They count as killed. */

export interface Equivalent {
  file: string;
  original: string;
  replacement: string;
  why: string;
}

export const equivalents: Equivalent[] = [];
