/** A long press confirms a command. Releasing earlier cancels it. */
import { useEffect, useRef, useState } from 'preact/hooks';

export const longPressMs = 500;
const armedMs = 5_000;

export interface LongPress {
  isHeld: boolean;
  /** Clicked by an input device that cannot hold, such as a screen reader. The next click confirms. */
  isArmed: boolean;
  start(): void;
  cancel(): void;
  /** Handles a click that neither a pointer nor a key caused. */
  arm(): void;
}

export function useLongPress(confirm: () => void, isDisabled: boolean): LongPress {
  const [isHeld, setHeld] = useState(false);
  const [isArmed, setArmed] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef({ confirm, isDisabled });
  latest.current = { confirm, isDisabled };

  const cancel = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    setHeld(false);
  };
  const complete = () => {
    cancel();
    setArmed(false);
    if (!latest.current.isDisabled) latest.current.confirm();
  };
  useEffect(() => cancel, []);
  useEffect(() => {
    if (!isArmed) return;
    const disarm = setTimeout(() => setArmed(false), armedMs);
    return () => clearTimeout(disarm);
  }, [isArmed]);

  return {
    isHeld,
    isArmed,
    start() {
      if (latest.current.isDisabled || timer.current !== undefined) return;
      setHeld(true);
      timer.current = setTimeout(complete, longPressMs);
    },
    cancel,
    arm() {
      if (latest.current.isDisabled) return;
      if (isArmed) complete();
      else setArmed(true);
    },
  };
}
