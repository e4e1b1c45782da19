/** Counts that several servers add to, each in a minute of its own; for limits, not for money. */
export interface SharedCounters {
  /** Adds, and returns the totals in the same order; null where they could not be reached. */
  add(minute: number, counts: readonly (readonly [key: string, added: number])[]): Promise<number[] | null>;
  close(): Promise<void>;
}
