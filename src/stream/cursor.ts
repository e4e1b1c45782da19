/**
 * Position is a position in one stream: a sequence and its epoch. A cursor is an encoded position, opaque to clients.
 *
 * A new epoch begins after a failover, a restored backup or a reset rehearsal. `afterSequence` is the last sequence that it
 * shares with the previous epoch. Later entries of the previous epoch are lost.
 */
export interface Position {
  epoch: string;
  sequence: number;
}

export interface Epoch {
  epoch: string;
  afterSequence: number;
}

/** StreamState is the newest sequence and the epochs of a stream in the source. */
export interface StreamState {
  head: number;
  /** Oldest first; never empty. */
  epochs: readonly Epoch[];
}

export type CursorProblem = 'CURSOR_INVALID' | 'CURSOR_EXPIRED' | 'CURSOR_AHEAD';

const format = /^([A-Za-z0-9_-]{8,32}):(0|[1-9]\d{0,9})$/;
const maxCursorCharacters = 80;

export function encodeCursor({ epoch, sequence }: Position): string {
  return Buffer.from(`${epoch}:${sequence}`).toString('base64url');
}

/** Null if the text is not a cursor. */
export function decodeCursor(cursor: string): Position | null {
  if (cursor.length > maxCursorCharacters) return null;
  const parts = format.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  return parts ? { epoch: parts[1]!, sequence: Number(parts[2]) } : null;
}

/** Null if the stream can be resumed from the position without a gap and without a duplicate. */
export function findCursorProblem(
  { epoch, sequence }: Position,
  { head, epochs }: StreamState,
): CursorProblem | null {
  const index = epochs.findIndex((each) => each.epoch === epoch);
  if (index === -1) return 'CURSOR_EXPIRED';
  const next = epochs[index + 1];
  if (next && sequence > next.afterSequence) return 'CURSOR_EXPIRED';
  return sequence > head ? 'CURSOR_AHEAD' : null;
}

/** The position of a sequence that exists in the stream. */
export function positionAt(sequence: number, { epochs }: StreamState): Position {
  const epoch = epochs.findLast((each) => each.afterSequence <= sequence) ?? epochs[0]!;
  return { epoch: epoch.epoch, sequence };
}
