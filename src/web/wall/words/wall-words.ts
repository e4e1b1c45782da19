/** The labels of the wall in one language. */
import type { DealCategory } from '../../operations.ts';
import type { Signing } from '../state/wall-state.ts';

export interface WallWords {
  signingStatus: Record<Signing['status'], string>;
  /** Shown before the previous value of a corrected deal. */
  previously: string;
  amountNotDisclosed: string;
  speaking: string;
  speechSummary: string;
  /** In place of `speechSummary` while the text is not released. */
  speechFinished: string;
  /** Shown after the number of deals. */
  deals: (count: number) => string;
  /** The heading of the total of a category. */
  totalOf: Record<DealCategory, string>;
  /** Before the part of a total whose instruments are contracts or framework agreements. */
  binding: string;
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
