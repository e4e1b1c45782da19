/** The command of the main button, and the reason if it is not available. */
import type { Ceremony, ProgrammeItem, StreamMode } from './desk-view.ts';
import { isOpen, stateOf, statusOf } from './programme.ts';

export type Obstacle =
  | 'sent'
  | 'no-control'
  | 'not-open'
  | 'closed'
  | 'cancelled'
  | 'on-hold'
  | 'ceremony-on-hold';

export interface MainCommand {
  name: 'signDeal' | 'startSpeech' | 'finishSpeech' | 'DONE';
  /** Null if the command is available. */
  obstacle: Obstacle | null;
}

/** Null for an item that is done, retracted or withdrawn. */
export function mainCommandOf(
  item: ProgrammeItem,
  ceremony: Ceremony,
  mode: StreamMode,
  isPending: boolean,
): MainCommand | null {
  const name = nameOf(item, mode);
  if (name === null) return null;
  const obstacle = isPending ? 'sent' : obstacleOf(item, ceremony, mode);
  // What announces nothing needs neither an open ceremony nor control of it.
  return { name, obstacle: name === 'DONE' && obstacle !== 'sent' ? null : obstacle };
}

function nameOf(item: ProgrammeItem, mode: StreamMode): MainCommand['name'] | null {
  const state = stateOf(item, mode);
  if (!isOpen(item, mode)) return null;
  if (item.deal) return 'signDeal';
  if (!item.speech) return 'DONE';
  return state === 'planned' ? 'startSpeech' : 'finishSpeech';
}

/** What keeps this desk from announcing something of the ceremony. */
export function isControlledByAnother({ control }: Ceremony): boolean {
  return control?.holder != null && !control.heldByCaller;
}

/** What keeps the desk from announcing something about the item; null if nothing does. */
export function obstacleOf(item: ProgrammeItem, ceremony: Ceremony, mode: StreamMode): Obstacle | null {
  const status = statusOf(ceremony, mode);
  if (status === 'PLANNED') return 'not-open';
  if (status === 'CLOSED') return 'closed';
  if (status === 'CANCELLED') return 'cancelled';
  if (isControlledByAnother(ceremony)) return 'no-control';
  // A speech that is in progress may end.
  if (ceremony.control?.onHold && stateOf(item, mode) === 'planned') return 'ceremony-on-hold';
  return item.cue === 'HELD' ? 'on-hold' : null;
}
