/** SharedCounters are counters per minute that all servers share. Rate limits use them, so an estimate is enough. */
export interface SharedCounters {
  /** Adds to the counters and returns their totals in the same order; null if the counters are unavailable. */
  add(minute: number, counts: readonly (readonly [key: string, added: number])[]): Promise<number[] | null>;
  close(): Promise<void>;
}
