/** Two callers may write the same thing at once: Postgres refuses the second, and these say what becomes of it. */
import { AlreadyExists } from '../errors/user-errors.ts';

interface Place {
  path: string[];
  message: string;
}

/** By unique index. An index that is not listed guards what no input can bring about. */
const places: Record<string, Place> = {
  ExhibitionSeries_slug_key: { path: ['input', 'slug'], message: 'A series with this slug exists.' },
  Industry_code_key: { path: ['input', 'code'], message: 'An industry with this code exists.' },
  Exhibition_slug_key: { path: ['input', 'slug'], message: 'An exhibition with this slug exists.' },
  Exhibition_seriesId_edition_key: { path: ['input', 'edition'], message: 'The series has this edition.' },
  Exhibitor_exhibitionId_organizationId_key: {
    path: ['input', 'organization'],
    message: 'The organization is registered with this exhibition.',
  },
};

const uniqueViolation = '23505';

/** The typed error for a unique index that an input violates; null for any other error. */
export function alreadyExists(error: unknown): AlreadyExists | null {
  const { code, constraint = '' } = (error ?? {}) as { code?: unknown; constraint?: string };
  const place = code === uniqueViolation ? places[constraint] : undefined;
  return place ? new AlreadyExists(place.message, place.path) : null;
}

/** One deal or speech is in one programme. */
const programmeIndexes: readonly unknown[] = ['ProgrammeItem_dealId_key', 'ProgrammeItem_speechId_key'];

/** True where the next attempt reads what the other caller wrote, and finds the typed error itself. */
export function lostRaceForProgrammeItem(error: unknown): boolean {
  const { code, constraint } = (error ?? {}) as { code?: unknown; constraint?: unknown };
  return code === uniqueViolation && programmeIndexes.includes(constraint);
}
