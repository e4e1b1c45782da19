/** Two callers may create the same object at once: Postgres refuses the second, and this names the field for it. */
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
  const { code, constraint, meta } = (error ?? {}) as {
    code?: unknown;
    constraint?: string;
    meta?: { driverAdapterError?: { cause?: { originalMessage?: string } } };
  };
  const viaPrisma = /constraint "(\w+)"/.exec(meta?.driverAdapterError?.cause?.originalMessage ?? '')?.[1];
  const index = code === uniqueViolation ? constraint : code === 'P2002' ? viaPrisma : undefined;
  const place = places[index ?? ''];
  return place ? new AlreadyExists(place.message, place.path) : null;
}
