import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useLanguage } from './language.tsx';
import { type Holding, useHold } from './long-press.ts';

interface HoldButtonProps {
  class?: string;
  isDisabled?: boolean;
  onHeld: () => void;
  children: ComponentChildren;
}

/** By mouse, finger, Enter or Space: held. By what cannot hold: twice. */
export function HoldButton({ class: name = '', isDisabled = false, onHeld, children }: HoldButtonProps) {
  const holding = useHold(onHeld, isDisabled);
  return (
    <HeldBy class={name} isDisabled={isDisabled} holding={holding}>
      {children}
    </HeldBy>
  );
}

interface HeldByProps extends Omit<HoldButtonProps, 'onHeld'> {
  holding: Holding;
}

export function HeldBy({ class: name = '', isDisabled = false, holding, children }: HeldByProps) {
  const { words } = useLanguage();
  const byHand = useRef(false);
  const start = () => {
    byHand.current = true;
    holding.start();
  };
  const isKey = (event: KeyboardEvent) => event.key === 'Enter' || event.key === ' ';
  return (
    <button
      type="button"
      class={`hold ${name} ${holding.isHeld ? 'held' : ''}`}
      // Not `disabled`: the focus would be lost with each press.
      aria-disabled={isDisabled}
      onPointerDown={(event) => event.button === 0 && start()}
      onPointerUp={holding.cancel}
      onPointerLeave={holding.cancel}
      onPointerCancel={holding.cancel}
      onKeyDown={(event) => {
        if (!isKey(event)) return;
        event.preventDefault();
        event.stopPropagation();
        if (!event.repeat) start();
      }}
      onKeyUp={(event) => {
        if (!isKey(event)) return;
        event.preventDefault();
        byHand.current = false;
        holding.cancel();
      }}
      onBlur={holding.cancel}
      onContextMenu={(event) => event.preventDefault()}
      onClick={() => {
        if (!byHand.current) holding.arm();
        byHand.current = false;
      }}
    >
      {holding.isArmed ? words.pressAgain : children}
    </button>
  );
}
