import type { LostTail } from '../operator/compare.ts';
import type { Plan } from '../plan.ts';
import type { Venue } from '../venue.ts';

/** What the run must know about an injected fault. */
export interface FaultOutcome {
  lostTail?: LostTail;
  complaints?: string[];
}

export interface Fault<V extends Venue> {
  name: string;
  /** What the plan's order is an order of, where it matters: of one, the first is meant. */
  hits?: 'server' | 'servers' | 'link' | undefined;
  /** Breaks something for about as long as planned, and makes it whole again; what it needs for that may take longer. */
  // biome-ignore lint/suspicious/noConfusingVoidType: most have nothing to say
  inject(venue: V, plan: Plan): Promise<FaultOutcome | void>;
  /** After the commands are settled: what must be put back for the next row. */
  mend?(venue: V): Promise<void>;
  /** Published announcements are lost: screens must load a new snapshot. */
  losesTail?: boolean;
  /** Servers may log errors, because something that they depend on is down. */
  allowsSurprises?: boolean;
}
