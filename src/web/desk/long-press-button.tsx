import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { type LongPress, useLongPress } from './long-press.ts';
import { useLanguage } from './use-language.ts';

interface ButtonProps {
  class?: string;
  testId: string;
  isDisabled?: boolean;
  children: ComponentChildren;
}

/**
 * LongPressButton is confirmed by a long press of mouse, finger, Enter or Space, or by two clicks of an input device
 * that cannot hold.
 */
export function LongPressButton({ onLongPress, ...props }: ButtonProps & { onLongPress: () => void }) {
  const longPress = useLongPress(onLongPress, props.isDisabled ?? false);
  return <ControlledLongPressButton {...props} longPress={longPress} />;
}

/** The same button with a long press that can also be started elsewhere, such as by a keyboard shortcut. */
export function ControlledLongPressButton({
  class: name = '',
  testId,
  isDisabled = false,
  longPress,
  children,
}: ButtonProps & { longPress: LongPress }) {
  const { words } = useLanguage();
  const isByHand = useRef(false);
  const start = () => {
    isByHand.current = true;
    longPress.start();
  };
  const confirms = (event: KeyboardEvent) => event.key === 'Enter' || event.key === ' ';
  return (
    <button
      type="button"
      class={`long-press ${name} ${longPress.isHeld ? 'held' : ''}`}
      data-testid={testId}
      // `aria-disabled` and not `disabled`, because a disabled button loses the focus.
      aria-disabled={isDisabled}
      onPointerDown={(event) => event.button === 0 && start()}
      onPointerUp={longPress.cancel}
      onPointerLeave={longPress.cancel}
      onPointerCancel={longPress.cancel}
      onKeyDown={(event) => {
        if (!confirms(event)) return;
        event.preventDefault();
        event.stopPropagation();
        if (!event.repeat) start();
      }}
      onKeyUp={(event) => {
        if (!confirms(event)) return;
        event.preventDefault();
        isByHand.current = false;
        longPress.cancel();
      }}
      onBlur={longPress.cancel}
      onContextMenu={(event) => event.preventDefault()}
      onClick={() => {
        if (!isByHand.current) longPress.arm();
        isByHand.current = false;
      }}
    >
      {longPress.isArmed ? words.pressAgain : children}
    </button>
  );
}
