/** An item of the running order, as the desk deals with it. */

import { inLanguage } from '../format/localized-texts.ts';
import type { DeskItemFragment } from '../operations.ts';
import type { DeskView, Mode } from './desk-subscription.ts';

export type Item = DeskItemFragment;
export type ItemState = 'planned' | 'under way' | 'done' | 'retracted' | 'withdrawn';
export type Ceremony = DeskView['exhibition']['ceremonies'][number];

export function stateOf({ deal, speech }: Item, mode: Mode): ItemState {
  const status = deal
    ? mode === 'LIVE'
      ? deal.status
      : deal.rehearsalStatus
    : mode === 'LIVE'
      ? speech?.status
      : speech?.rehearsalStatus;
  switch (status) {
    case 'SIGNED':
    case 'FINISHED':
      return 'done';
    case 'STARTED':
      return 'under way';
    case 'RETRACTED':
      return 'retracted';
    case 'WITHDRAWN':
      return 'withdrawn';
    default:
      return 'planned';
  }
}

export function subjectOf({ id, deal, speech }: Item): string {
  return deal?.id ?? speech?.id ?? id;
}

export function titleOf({ deal, speech }: Item, language: string): string {
  if (deal) return inLanguage(deal.titleTranslations, language)?.text ?? '';
  return speech?.speaker.name ?? '';
}

export function statusOf(ceremony: Ceremony, mode: Mode): Ceremony['status'] {
  return mode === 'LIVE' ? ceremony.status : (ceremony.rehearsalStatus ?? 'PLANNED');
}

/** The one that is open, else the next one, else the last. */
export function currentCeremony(ceremonies: readonly Ceremony[], mode: Mode): Ceremony | undefined {
  const inState = (status: Ceremony['status']) =>
    ceremonies.find((ceremony) => statusOf(ceremony, mode) === status);
  return inState('OPEN') ?? inState('PLANNED') ?? ceremonies.at(-1);
}

/** What to go on with: what is under way, what is cued, else the first that is planned and not held. */
export function nextItem(programme: readonly Item[], mode: Mode): Item | undefined {
  const open = programme.filter((item) => ['planned', 'under way'].includes(stateOf(item, mode)));
  return (
    open.find((item) => stateOf(item, mode) === 'under way') ??
    open.find(({ cue }) => cue === 'CUED') ??
    open.find(({ cue }) => cue !== 'HELD') ??
    open[0]
  );
}

/** Of the announcement that told of it last. */
export function sequenceOf(view: DeskView, subject: string): number | null {
  const told = view.exhibition.announcements?.nodes.findLast(
    (each) =>
      ('deal' in each && each.deal.dealId === subject) ||
      ('speech' in each && each.speech.speechId === subject),
  );
  return told?.sequence ?? null;
}
