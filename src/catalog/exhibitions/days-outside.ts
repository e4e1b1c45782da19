/** Times outside the days of an exhibition, in its time zone. A ceremony may be on the eve, so it is not refused. */
import type { InputWarning } from '../../mutations/input-warning.ts';

export interface ExhibitionDays {
  startsOn: string;
  endsOn: string;
  timeZone: string;
}

export function isOutside({ startsOn, endsOn, timeZone }: ExhibitionDays, time: Date | string): boolean {
  // The Swedish form of a date is that of ISO 8601.
  const day = new Date(time).toLocaleDateString('sv-SE', { timeZone });
  return day < startsOn || day > endsOn;
}

/** A warning for each of the given fields whose time is outside. */
export function warnOutside(
  days: ExhibitionDays,
  times: Record<string, Date | string | null | undefined>,
): InputWarning[] {
  return Object.entries(times).flatMap(([field, time]): InputWarning[] =>
    time == null || !isOutside(days, time)
      ? []
      : [
          {
            code: 'OUTSIDE_EXHIBITION',
            path: ['input', field],
            message: `is outside the days of the exhibition: ${days.startsOn} to ${days.endsOn} in ${days.timeZone}`,
          },
        ],
  );
}
