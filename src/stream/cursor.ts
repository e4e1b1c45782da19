/**
 * A position in one stream: the epoch that issued a sequence, and the sequence. Opaque to clients.
 *
 * A stream's epochs follow one another; each begins after a sequence. A number that an older epoch issued
 * beyond the beginning of the next was lost (a failover, a restored backup, a reset rehearsal).
 */
export interface Position {
  epoch: string;
  sequence: number;
}

export interface Epoch {
  epoch: string;
  afterSequence: number;
}

/** Where a stream stands, as its record says. */
export interface StreamState {
  head: number;
  /** Oldest first; never empty. */
  epochs: readonly Epoch[];
}

export type CursorProblem = 'CURSOR_INVALID' | 'CURSOR_EXPIRED' | 'CURSOR_AHEAD';

const format = /^([A-Za-z0-9_-]{8,32}):(0|[1-9]\d{0,9})$/;

export function encodeCursor({ epoch, sequence }: Position): string {
  return Buffer.from(`${epoch}:${sequence}`).toString('base64url');
}

export function decodeCursor(cursor: string): Position | null {
  if (cursor.length > 80) return null;
  const parts = format.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  return parts ? { epoch: parts[1]!, sequence: Number(parts[2]) } : null;
}

/** Null where everything after the position can be told without a gap and without a double. */
export function problemWith(
  { epoch, sequence }: Position,
  { head, epochs }: StreamState,
): CursorProblem | null {
  const index = epochs.findIndex((each) => each.epoch === epoch);
  if (index === -1) return 'CURSOR_EXPIRED';
  const next = epochs[index + 1];
  if (next && sequence > next.afterSequence) return 'CURSOR_EXPIRED';
  return sequence > head ? 'CURSOR_AHEAD' : null;
}

/** The position at a sequence that is on record. */
export function positionAt(sequence: number, { epochs }: StreamState): Position {
  const epoch = epochs.findLast((each) => each.afterSequence <= sequence) ?? epochs[0]!;
  return { epoch: epoch.epoch, sequence };
}
