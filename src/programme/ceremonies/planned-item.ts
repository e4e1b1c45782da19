/** An item of the changed programme, from the input and what was loaded. */
import { type InputPath, InvalidInput, NotFound } from '../../errors/user-errors.ts';
import { sortByLanguages } from '../../text/localized-text.ts';
import type { ItemContent, LoadedItem, LoadedProgramme, Subject } from './load-programme.ts';
import type { ItemInput } from './programme-input.ts';

/** An item of the changed programme. */
export type PlannedItem = Omit<LoadedItem, 'position'>;

interface Programme {
  id: string;
  exhibitionId: string;
  languages: readonly string[];
}

/** The item that the input describes: one of the programme, which keeps its id and cue, or a new one. */
export function itemOf(
  programme: Programme,
  given: Omit<ItemInput, 'item'> & Partial<Pick<ItemInput, 'item'>>,
  { items, subjects }: LoadedProgramme,
  path: InputPath,
  newId: () => string,
): PlannedItem {
  const known = items.find(
    ({ id, dealId, speechId }) =>
      given.item === id ||
      (given.deal != null && given.deal === dealId) ||
      (given.speech != null && given.speech === speechId),
  );
  if (given.item != null && !known) throw new NotFound('programme item', [...path, 'item']);
  const { title, deal = null, speech = null } = given;
  const subject = known ? null : requireSubject(programme, given, subjects, path);
  const { position: _, ...content } = known ?? {
    id: newId(),
    position: 0,
    dealId: deal,
    speechId: speech,
    titles: title ? sortByLanguages(programme.languages, title.titleTranslations) : null,
    titledKind: title?.kind ?? null,
    startsAt: null,
    durationSeconds: null,
    done: subject?.done ?? false,
  };
  return { ...content, ...planOf(given, content) };
}

/** The plan of an item after an update. */
export function planOf(
  { startsAt, durationSeconds }: Pick<ItemInput, 'startsAt' | 'durationSeconds'>,
  before: Pick<ItemContent, 'startsAt' | 'durationSeconds'>,
): Pick<ItemContent, 'startsAt' | 'durationSeconds'> {
  return {
    startsAt: startsAt === undefined ? before.startsAt : (startsAt?.toISOString() ?? null),
    durationSeconds: durationSeconds === undefined ? before.durationSeconds : durationSeconds,
  };
}

function requireSubject(
  { id: ceremonyId, exhibitionId }: Programme,
  { deal, speech }: Pick<ItemInput, 'deal' | 'speech'>,
  subjects: readonly Subject[],
  path: InputPath,
): Subject | null {
  const subject = deal ?? speech;
  if (subject == null) return null;
  const kind = deal != null ? 'deal' : 'speech';
  const at = [...path, kind];
  const found = subjects.find(({ id }) => id === subject);
  if (found?.exhibitionId !== exhibitionId) throw new NotFound(kind, at);
  if (found.ceremonyId && found.ceremonyId !== ceremonyId)
    throw InvalidInput.at(at, 'is in the programme of another ceremony');
  return found;
}

/** The programme for the audit log: what is null is left out, but for what each item is about. */
export function programmeState(items: readonly PlannedItem[]): object[] {
  return items.map(({ dealId: deal, speechId: speech, titles, titledKind, startsAt, durationSeconds }) => ({
    deal,
    speech,
    ...(titles && { titles, kind: titledKind }),
    ...(startsAt !== null && { startsAt }),
    ...(durationSeconds !== null && { durationSeconds }),
  }));
}
