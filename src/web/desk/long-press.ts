/** A deliberate press: held for a moment. Let go earlier, it was none. */
import { useEffect, useRef, useState } from 'preact/hooks';

export const holdMs = 500;
const armedMs = 5_000;

export interface Holding {
  isHeld: boolean;
  /** Pressed by something that cannot hold, such as a screen reader: the next press counts. */
  isArmed: boolean;
  start(): void;
  cancel(): void;
  /** A click that no pointer and no key made. */
  arm(): void;
}

export function useHold(fire: () => void, isDisabled: boolean): Holding {
  const [isHeld, setHeld] = useState(false);
  const [isArmed, setArmed] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef({ fire, isDisabled });
  latest.current = { fire, isDisabled };

  const cancel = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    setHeld(false);
  };
  const complete = () => {
    cancel();
    setArmed(false);
    if (!latest.current.isDisabled) latest.current.fire();
  };
  useEffect(() => cancel, []);
  useEffect(() => {
    if (!isArmed) return;
    const end = setTimeout(() => setArmed(false), armedMs);
    return () => clearTimeout(end);
  }, [isArmed]);

  return {
    isHeld,
    isArmed,
    start() {
      if (latest.current.isDisabled || timer.current !== undefined) return;
      setHeld(true);
      timer.current = setTimeout(complete, holdMs);
    },
    cancel,
    arm() {
      if (latest.current.isDisabled) return;
      if (isArmed) complete();
      else setArmed(true);
    },
  };
}
