import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { serverClock } from '../api/server-clock.ts';

/** The clock of a page: the time of the server, in milliseconds since 1970. The preview sets it to a fixed time. */
export const Clock = createContext<() => number>(serverClock.now);

/** The current time, updated after each period. */
export function useNow(periodMs: number): number {
  const clock = useContext(Clock);
  const [now, setNow] = useState(clock);
  useEffect(() => {
    const timer = setInterval(() => setNow(clock()), periodMs);
    return () => clearInterval(timer);
  }, [clock, periodMs]);
  return now;
}
