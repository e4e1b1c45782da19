import type { Context } from '../graphql/context.ts';
import type { DecimalSign } from '../sheets/read-amount.ts';
import type { Pause } from '../stream/pause.ts';

export interface ImportOptions {
  /** The exhibition of the rows. Default: that of the sheet of the exhibition. */
  exhibition?: string | undefined;
  decimalSign?: DecimalSign | undefined;
  pause: Pause;
  /** Writes nothing. */
  isCheck: boolean;
  /** Writes the rows without errors, although others have some. */
  skipsInvalid: boolean;
  /** Throws if the import has to end, such as at a time limit. Called between batches. */
  requireTime?(): void;
  onProgress?(done: number): void;
  /** Called with the id of the exhibition. */
  onCommitted?(exhibitionId: string): void;
}

export type ImportContext = Pick<Context, 'identity' | 'requestId' | 'database' | 'requireValid' | 'now'>;
