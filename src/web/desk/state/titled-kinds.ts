import type { ProgrammeItem } from './desk-view.ts';

/** What an item is that is neither a signing nor a speech, in the order of the form. */
export type TitledKind = Exclude<ProgrammeItem['kind'], 'SPEECH' | 'SIGNING'>;

export const titledKinds: readonly TitledKind[] = ['ANTHEM', 'VIDEO', 'AWARD', 'PHOTO', 'BREAK', 'OTHER'];

export function titledKindOf({ kind }: ProgrammeItem): TitledKind | null {
  return kind === 'SPEECH' || kind === 'SIGNING' ? null : kind;
}
