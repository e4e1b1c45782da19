/** The wall's own words in one language. */
import type { Signing } from '../state/wall-state.ts';

export interface WallWords {
  signingStatus: Record<Signing['status'], string>;
  /** Before the previous value of something that was corrected. */
  previously: string;
  amountNotDisclosed: string;
  speaking: string;
  speechSummary: string;
  /** After the number of deals. */
  deals: (count: number) => string;
  investment: string;
  byIndustry: string;
  byCurrency: string;
  earlierSignings: string;
  results: string;
  ceremonyOpen: string;
  startsSoon: string;
  days: string;
  hours: string;
  minutes: string;
  seconds: string;
  missingRate: (currencies: string) => string;
  sample: string;
  rehearsal: string;
  replay: (speed: string) => string;
  connecting: string;
  offline: (since: string) => string;
  behind: (count: number) => string;
  rejected: string;
  unknownExhibition: string;
}
