/** A documented figure, and its measured value. */
export interface Measured {
  what: string;
  measured: string;
  promised: string;
  holds: boolean;
}

export interface Figure {
  name: string;
  measure(): Promise<Measured[]>;
}

export const milliseconds = (what: string, took: number, most: number): Measured => ({
  what,
  measured: `${Math.round(took)} ms`,
  promised: `≤ ${most} ms`,
  holds: took <= most,
});

export const atMost = (what: string, count: number, most: number): Measured => ({
  what,
  measured: String(count),
  promised: `≤ ${most}`,
  holds: count <= most,
});

export const atLeast = (what: string, count: number, least: number): Measured => ({
  what,
  measured: String(Math.round(count)),
  promised: `≥ ${least}`,
  holds: count >= least,
});
