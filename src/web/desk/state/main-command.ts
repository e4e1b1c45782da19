/** The command of the main button, and the reason if it is not available. */
import type { Ceremony, ProgrammeItem, StreamMode } from './desk-view.ts';
import { isOpen, stateOf, statusOf } from './programme.ts';

export type Obstacle = 'sent' | 'not-open' | 'closed' | 'on-hold';

export interface MainCommand {
  name: 'signDeal' | 'startSpeech' | 'finishSpeech';
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
  if (!isOpen(item, mode)) return null;
  const speechCommand = stateOf(item, mode) === 'planned' ? 'startSpeech' : 'finishSpeech';
  return {
    name: item.deal ? 'signDeal' : speechCommand,
    obstacle: isPending ? 'sent' : obstacleOf(item, statusOf(ceremony, mode)),
  };
}

function obstacleOf({ cue }: ProgrammeItem, status: Ceremony['status']): Obstacle | null {
  if (status === 'PLANNED') return 'not-open';
  if (status === 'CLOSED') return 'closed';
  return cue === 'HELD' ? 'on-hold' : null;
}
