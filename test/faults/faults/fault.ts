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
  /** What the order of the plan lists. A fault with one target uses the first. */
  hits?: 'server' | 'servers' | 'link' | undefined;
  /** Breaks something for about as long as planned, and repairs it; the repair may take longer. */
  // biome-ignore lint/suspicious/noConfusingVoidType: most return nothing
  inject(venue: V, plan: Plan): Promise<FaultOutcome | void>;
  /** Called after all commands have an outcome: restores what the next row needs. */
  mend?(venue: V): Promise<void>;
  /** Published announcements are lost: screens must load a new snapshot. */
  losesTail?: boolean;
  /** Servers may log errors, because something that they depend on is down. */
  allowsSurprises?: boolean;
}
