/** Times as people at the desk type and read them: "2030-05-06 19:30" by the clocks at the venue. */

const form = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)$/;
const minuteMs = 60_000;

export function venueTime(at: string | number | null, timeZone: string | undefined): string {
  if (at === null) return '';
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit' },
  }).formatToParts(new Date(at));
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}

/** The instant as ISO 8601; null for a text that is no such time, or that the clocks at the venue skip. */
export function readVenueTime(text: string, timeZone: string | undefined): string | null {
  const typed = text.trim();
  const parts = form.exec(typed);
  if (!parts) return null;
  const [year, month, day, hour, minute] = parts.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  if (Number.isNaN(asUtc)) return null;
  // The offset of the zone may change between the guess and the time: the second guess has the right one.
  let guess = asUtc;
  for (let round = 0; round < 2; round++) guess = asUtc - offsetMs(guess, timeZone);
  return venueTime(guess, timeZone) === typed.replace('T', ' ') ? new Date(guess).toISOString() : null;
}

function offsetMs(at: number, timeZone: string | undefined): number {
  const [date, time] = venueTime(at, timeZone).split(' ');
  return Date.parse(`${date}T${time}:00Z`) - Math.floor(at / minuteMs) * minuteMs;
}
