import { baseLanguage } from './localized-texts.ts';

/** From one calendar day to another: "November 3 – 7, 2023", "2023年11月3日至7日". */
export function formatDateRange(from: Date, to: Date, language: string): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
  const long = format({ dateStyle: 'long' });
  // Intl writes a Chinese range with slashes, as in a spreadsheet.
  if (baseLanguage(language) !== 'zh' || from.getTime() === to.getTime()) return long.formatRange(from, to);
  const isSameYear = from.getUTCFullYear() === to.getUTCFullYear();
  const isSameMonth = isSameYear && from.getUTCMonth() === to.getUTCMonth();
  const rest = isSameMonth ? format({ day: 'numeric' }) : format({ month: 'long', day: 'numeric' });
  return `${long.format(from)}至${(isSameYear ? rest : long).format(to)}`;
}
