import { baseLanguage } from './localized-texts.ts';

/** Between the days of a range. */
const between: Record<string, string> = { zh: '至', ja: '～' };

/** From one calendar day to another: "November 3 – 7, 2023", "2023年11月3日至7日", "2023年11月3日～7日". */
export function formatDateRange(from: Date, to: Date, language: string): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
  const long = format({ dateStyle: 'long' });
  // Intl writes a Chinese or Japanese range with slashes, as in a spreadsheet.
  const word = between[baseLanguage(language)];
  if (word === undefined || from.getTime() === to.getTime()) return long.formatRange(from, to);
  const isSameYear = from.getUTCFullYear() === to.getUTCFullYear();
  const isSameMonth = isSameYear && from.getUTCMonth() === to.getUTCMonth();
  const rest = isSameMonth ? format({ day: 'numeric' }) : format({ month: 'long', day: 'numeric' });
  return `${long.format(from)}${word}${(isSameYear ? rest : long).format(to)}`;
}
