import type { LostTail } from '../operator/compare.ts';
import type { Venue } from '../venue.ts';

/** What the run has to know of what was done. */
export interface Struck {
  lostTail?: LostTail;
  complaints?: string[];
}

export interface Fault<V extends Venue> {
  name: string;
  /** Breaks something for about as long, and makes it whole again; what it needs for that may take longer. */
  // biome-ignore lint/suspicious/noConfusingVoidType: most have nothing to say
  strike(venue: V, forMs: number): Promise<Struck | void>;
  /** After the presses are settled: what must be put back for the next row. */
  mend?(venue: V): Promise<void>;
  /** Announcements that were told are gone: screens have to begin anew. */
  losesTail?: boolean;
  /** Servers may log errors: what they stand on is out of order, and they say so. */
  allowsSurprises?: boolean;
}
