import type { DeskCommands } from './commands.ts';
import { LongPressButton } from './long-press-button.tsx';
import type { Ceremony } from './state/desk-view.ts';
import { useLanguage, useTimeOfDay } from './use-language.ts';

interface ControlPanelProps {
  ceremony: Ceremony;
  deskCommands: DeskCommands;
}

/** Who has control of the ceremony, and how it changes hands. */
export function ControlPanel({ ceremony, deskCommands }: ControlPanelProps) {
  const { words } = useLanguage();
  const formatTimeOfDay = useTimeOfDay();
  const { control } = ceremony;
  if (!control) return null;
  const { holder, heldByCaller, since, offeredAt, takenOverFrom, onHold } = control;
  const isPending = deskCommands.isPending(`control ${ceremony.id}`);
  const label = holder == null ? 'nobody' : heldByCaller ? 'yours' : 'another';
  const button = (
    name: 'take' | 'offer' | 'accept' | 'release' | 'hold',
    text: string,
    onClick: () => void,
  ) => (
    <button type="button" data-testid={`${name}-control`} disabled={isPending} onClick={onClick}>
      {text}
    </button>
  );
  return (
    <section class={`control ${label}`} aria-label={words.control.title} data-testid="control">
      <h2>{words.control.title}</h2>
      <p role="status">
        {holder == null
          ? words.control.nobody
          : heldByCaller
            ? words.control.yours
            : words.control.of(holder, formatTimeOfDay(since!))}
        {offeredAt != null && ` ${words.control.offered}`}
      </p>
      {holder != null && takenOverFrom != null && (
        <p class="note" role="alert">
          {words.control.takenOver(holder, takenOverFrom)}
        </p>
      )}
      {onHold && (
        <p class="note" role="alert" data-testid="on-hold">
          {words.control.onHold}
        </p>
      )}
      <p class="buttons">
        {label !== 'another' &&
          button('hold', onHold ? words.control.endHold : words.commands.holdCeremony, () =>
            deskCommands.holdCeremony(ceremony, !onHold),
          )}
        {label === 'nobody' &&
          button('take', words.commands.takeControl, () => deskCommands.takeControl(ceremony, false))}
        {label === 'yours' &&
          (offeredAt == null
            ? button('offer', words.commands.offerControl, () => deskCommands.offerControl(ceremony, true))
            : button('offer', words.control.withdrawOffer, () => deskCommands.offerControl(ceremony, false)))}
        {label === 'yours' &&
          button('release', words.commands.releaseControl, () => deskCommands.releaseControl(ceremony))}
        {label === 'another' &&
          (offeredAt == null ? (
            <LongPressButton
              class="warn"
              testId="take-over"
              isDisabled={isPending}
              onLongPress={() => deskCommands.takeControl(ceremony, true)}
            >
              {words.control.takeOver}
            </LongPressButton>
          ) : (
            button('accept', words.commands.acceptControl, () => deskCommands.acceptControl(ceremony))
          ))}
      </p>
    </section>
  );
}
