import { useNow } from '../rendering/use-now.ts';
import type { ProgrammeItem } from './state/desk-view.ts';
import { clockOf, delaySeconds, timingOf } from './state/item-timing.ts';
import { useLanguage, useTimeOfDay } from './use-language.ts';

interface ItemTimesProps {
  item: ProgrammeItem;
  /** When it began, if it is in progress. */
  startedAt: string | null;
  isPlanned: boolean;
}

const everySecondMs = 1_000;

/** The plan of an item, and what of it has passed. */
export function ItemTimes({ item, startedAt, isPlanned }: ItemTimesProps) {
  const { words } = useLanguage();
  const formatTimeOfDay = useTimeOfDay();
  const now = useNow(everySecondMs);
  const { elapsedSeconds, overSeconds } = timingOf(item, startedAt, now);
  const late = isPlanned ? delaySeconds(item, now) : null;
  const { startsAt, durationSeconds } = item;
  if (startsAt == null && durationSeconds == null && elapsedSeconds === null) return null;
  return (
    <p class="times" data-testid="times">
      {(startsAt != null || durationSeconds != null) && (
        <span>
          {words.planned(
            startsAt == null ? null : formatTimeOfDay(startsAt),
            durationSeconds == null ? null : clockOf(durationSeconds),
          )}
        </span>
      )}
      {late !== null && late >= 60 && <strong class="over"> {words.late(clockOf(late))}</strong>}
      {elapsedSeconds !== null && <strong> {words.elapsed(clockOf(elapsedSeconds))}</strong>}
      {overSeconds !== null && (
        <strong class={overSeconds > 0 ? 'over' : ''}>
          {' '}
          {overSeconds > 0 ? words.over(clockOf(overSeconds)) : words.left(clockOf(overSeconds))}
        </strong>
      )}
    </p>
  );
}
