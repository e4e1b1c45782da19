/** "14:03:07" in a time zone; in that of this machine until the one of the exhibition is known. */
export function formatTimeOfDay(at: string | number, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone }).format(new Date(at));
}
