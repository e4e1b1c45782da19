/** Derives from the running order the state of each item, the next item and the selection. */
import { textIn } from '../../format/localized-texts.ts';
import type { Ceremony, DeskView, ProgrammeItem, StreamMode } from './desk-view.ts';

export type ItemState = 'planned' | 'under-way' | 'done' | 'retracted' | 'withdrawn';

export function stateOf({ deal, speech, cue }: ProgrammeItem, mode: StreamMode): ItemState {
  const subject = deal ?? speech;
  // An item with a title has no status.
  if (!subject) return cue === 'DONE' ? 'done' : 'planned';
  switch (mode === 'LIVE' ? subject.status : subject.rehearsalStatus) {
    case 'SIGNED':
    case 'FINISHED':
      return 'done';
    case 'STARTED':
      return 'under-way';
    case 'RETRACTED':
      return 'retracted';
    case 'WITHDRAWN':
      return 'withdrawn';
    default:
      return 'planned';
  }
}

export function isOpen(item: ProgrammeItem, mode: StreamMode): boolean {
  const state = stateOf(item, mode);
  return state === 'planned' || state === 'under-way';
}

/** Whether the speech of the item has a text that can be released, or one that is public. */
export function textStatusOf(item: ProgrammeItem, mode: StreamMode): 'none' | 'releasable' | 'released' {
  const status = mode === 'LIVE' ? item.speech?.textStatus : item.speech?.rehearsalTextStatus;
  if (status === 'RELEASED') return 'released';
  return status === 'HELD' && stateOf(item, mode) !== 'planned' ? 'releasable' : 'none';
}

/** The id of the deal or speech that the item is about. */
export function subjectOf({ id, deal, speech }: ProgrammeItem): string {
  return deal?.id ?? speech?.id ?? id;
}

export function titleOf({ deal, speech, title }: ProgrammeItem, language: string): string {
  return deal ? textIn(deal.titleTranslations, language) : (speech?.speaker.name ?? title ?? '');
}

export function statusOf(ceremony: Ceremony, mode: StreamMode): Ceremony['status'] {
  return mode === 'LIVE' ? ceremony.status : (ceremony.rehearsalStatus ?? 'PLANNED');
}

/** The chosen ceremony, else the open one, else the first planned one, else the last. */
export function currentCeremony(
  ceremonies: readonly Ceremony[],
  mode: StreamMode,
  chosen: string | null = null,
): Ceremony | undefined {
  const found = ceremonies.find(({ id }) => id === chosen);
  if (found) return found;
  const withStatus = (status: Ceremony['status']) =>
    ceremonies.find((ceremony) => statusOf(ceremony, mode) === status);
  return withStatus('OPEN') ?? withStatus('PLANNED') ?? ceremonies.at(-1);
}

/** The items of the running order: all but withdrawn ones. */
export function runningOrderOf(ceremony: Ceremony | undefined, mode: StreamMode): readonly ProgrammeItem[] {
  return (ceremony?.programme ?? []).filter((item) => stateOf(item, mode) !== 'withdrawn');
}

/**
 * The next item: the one in progress, else the cued one, else the first planned one that is not on hold, else the
 * first planned one.
 */
export function nextItem(
  runningOrder: readonly ProgrammeItem[],
  mode: StreamMode,
): ProgrammeItem | undefined {
  const open = runningOrder.filter((item) => isOpen(item, mode));
  return (
    open.find((item) => stateOf(item, mode) === 'under-way') ??
    open.find(({ cue }) => cue === 'CUED') ??
    open.find(({ cue }) => cue !== 'HELD') ??
    open[0]
  );
}

/** The chosen item, else the next one, else the last. */
export function selectedItem(
  runningOrder: readonly ProgrammeItem[],
  chosen: string | null,
  mode: StreamMode,
): ProgrammeItem | undefined {
  return runningOrder.find(({ id }) => id === chosen) ?? nextItem(runningOrder, mode) ?? runningOrder.at(-1);
}

/** The item `by` rows away from the selected one, limited to the first and last item. */
export function itemAt(
  runningOrder: readonly ProgrammeItem[],
  selected: ProgrammeItem | undefined,
  by: number,
): ProgrammeItem | undefined {
  const index = runningOrder.findIndex(({ id }) => id === selected?.id);
  return runningOrder[Math.min(Math.max(index + by, 0), runningOrder.length - 1)];
}

/** The sequence of the newest announcement about a deal or speech; null if none of the newest is about it. */
export function sequenceOf({ exhibition }: DeskView, subject: string): number | null {
  const announcement = exhibition.announcements?.nodes.findLast(
    (each) =>
      ('deal' in each && each.deal.dealId === subject) ||
      ('speech' in each && each.speech.speechId === subject),
  );
  return announcement?.sequence ?? null;
}

/** When the speech of the item began in this mode; null if it is not in progress, or began long ago. */
export function startOf(item: ProgrammeItem, { exhibition }: DeskView, mode: StreamMode): string | null {
  if (!item.speech || stateOf(item, mode) !== 'under-way') return null;
  const { nodes = [] } = exhibition.announcements ?? {};
  for (let index = nodes.length - 1; index >= 0; index--) {
    const each = nodes[index]!;
    if (each.__typename === 'SpeechStarted' && each.speech.speechId === item.speech.id)
      return each.announcedAt;
  }
  return null;
}
