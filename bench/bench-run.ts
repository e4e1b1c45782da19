/** What one run gives to every benchmark. */
import type { LoadProcess } from './load/load-process.ts';
import type { Options } from './options.ts';
import type { Sample } from './samples.ts';
import type { Services } from './services.ts';

export interface BenchRun {
  options: Options;
  services: Services;
  load: LoadProcess;
  round: number;
  /** Stores a sample and prints it. */
  record(sample: Omit<Sample, 'round'>): void;
}
