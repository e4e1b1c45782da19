/** Maps violations of unique indexes, which concurrent mutations can cause, to typed errors or to a retry. */
import { AlreadyExists } from '../errors/user-errors.ts';

interface Place {
  path: string[];
  message: string;
}

/** Keyed by unique index. No input can violate an index that is not listed. */
const places: Record<string, Place> = {
  ExhibitionSeries_slug_key: { path: ['input', 'slug'], message: 'A series with this slug already exists.' },
  Industry_code_key: { path: ['input', 'code'], message: 'An industry with this code already exists.' },
  Exhibition_slug_key: { path: ['input', 'slug'], message: 'An exhibition with this slug already exists.' },
  Exhibition_seriesId_edition_key: {
    path: ['input', 'edition'],
    message: 'The series already has an edition with this number.',
  },
  Exhibitor_exhibitionId_organizationId_key: {
    path: ['input', 'organization'],
    message: 'The organization is already registered as an exhibitor of this exhibition.',
  },
};

const uniqueViolation = '23505';

/** alreadyExists returns the typed error for a violated unique index, and null for any other error. */
export function alreadyExists(error: unknown): AlreadyExists | null {
  const { code, constraint = '' } = (error ?? {}) as { code?: unknown; constraint?: string };
  const place = code === uniqueViolation ? places[constraint] : undefined;
  return place ? new AlreadyExists(place.message, place.path) : null;
}

const foreignKeyViolations: readonly unknown[] = ['23503', '23001'];

/** True where a row that was read has been deleted or merged, or one that is deleted has been referred to, by another caller. */
function lostRaceForReference({ code, constraint }: { code?: unknown; constraint?: unknown }): boolean {
  return foreignKeyViolations.includes(code) && /_fkey$|_is_not_merged$/.test(String(constraint));
}

/** One deal or speech is in one programme, and a token is revoked once. */
const indexesOfRaces: readonly unknown[] = [
  'ProgrammeItem_dealId_key',
  'ProgrammeItem_speechId_key',
  'RevokedToken_tokenId_key',
];

/** True where the first announcement was made while a deal was recorded: see the trigger of "DealRecord". */
function lostRaceForOpening({ code, table }: { code?: unknown; table?: unknown }): boolean {
  return code === '23001' && table === 'DealRecord';
}

/** True where the next attempt reads what the other caller wrote, and finds the typed error itself. */
export function lostRace(error: unknown): boolean {
  const violation = (error ?? {}) as { code?: unknown; constraint?: unknown; table?: unknown };
  const { code, constraint } = violation;
  return (
    (code === uniqueViolation && indexesOfRaces.includes(constraint)) ||
    lostRaceForReference(violation) ||
    lostRaceForOpening(violation)
  );
}
