/** "14:03:07" in the time zone of this machine. */
export function formatTimeOfDay(at: string | number): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' }).format(new Date(at));
}
