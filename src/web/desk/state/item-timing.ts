/** Planned and elapsed time of an item: what the desk counts. */
import type { ProgrammeItem } from './desk-view.ts';

const secondMs = 1_000;

export interface ItemTiming {
  /** Null if it has not begun, or does not last. */
  elapsedSeconds: number | null;
  plannedSeconds: number | null;
  /** Above zero: longer than planned. Null without a plan or a beginning. */
  overSeconds: number | null;
}

/** `startedAt` is the time at which it began, which the announcements of the stream say. */
export function timingOf(
  { durationSeconds }: Pick<ProgrammeItem, 'durationSeconds'>,
  startedAt: string | null,
  now: number,
): ItemTiming {
  const elapsedSeconds =
    startedAt === null ? null : Math.max(0, Math.floor((now - Date.parse(startedAt)) / secondMs));
  return {
    elapsedSeconds,
    plannedSeconds: durationSeconds,
    overSeconds:
      elapsedSeconds === null || durationSeconds === null ? null : elapsedSeconds - durationSeconds,
  };
}

/** How much later than planned an item would begin now; below zero: earlier. Null without a plan. */
export function delaySeconds({ startsAt }: Pick<ProgrammeItem, 'startsAt'>, now: number): number | null {
  return startsAt === null ? null : Math.floor((now - Date.parse(startsAt)) / secondMs);
}

/** "2:05", or "1:02:05" from an hour on. */
export function clockOf(seconds: number): string {
  const whole = Math.abs(seconds);
  const pad = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor((whole % 3_600) / 60);
  const rest = pad(whole % 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${rest}` : `${minutes}:${rest}`;
}
