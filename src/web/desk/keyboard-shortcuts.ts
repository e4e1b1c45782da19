/** The keys of the desk. They act on what is there when they are pressed, however late the picture of it is drawn. */
import { useEffect, useRef } from 'preact/hooks';

export type Keys = Record<string, () => void>;

export function useKeys(keys: Keys, onEnterReleased: () => void): void {
  const latest = useRef({ keys, onEnterReleased });
  latest.current = { keys, onEnterReleased };
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const act = latest.current.keys[event.key];
      if (!act || isForAnother(event)) return;
      event.preventDefault();
      act();
    };
    const up = (event: KeyboardEvent) => event.key === 'Enter' && latest.current.onEnterReleased();
    const leave = () => latest.current.onEnterReleased();
    addEventListener('keydown', down);
    addEventListener('keyup', up);
    addEventListener('blur', leave);
    return () => {
      removeEventListener('keydown', down);
      removeEventListener('keyup', up);
      removeEventListener('blur', leave);
    };
  }, []);
}

/** What is typed into a field, and Enter on a button that is not a row of the running order. */
function isForAnother({ key, target }: KeyboardEvent): boolean {
  const element = target as HTMLElement;
  if (element.closest('input, select, textarea, dialog')) return true;
  return key === 'Enter' && !!element.closest('button, a') && !element.closest('.running-order');
}
