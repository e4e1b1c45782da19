/** Two callers may make the same thing at once: the database refuses the second, and this says to whom it belongs. */
import { AlreadyExists } from '../errors/user-errors.ts';

interface Place {
  path: string[];
  message: string;
}

/** By the unique index that was in the way. Those that are not here guard what no input can bring about. */
const places: Record<string, Place> = {
  ExhibitionSeries_slug_key: { path: ['input', 'slug'], message: 'There is a series of this slug.' },
  Industry_code_key: { path: ['input', 'code'], message: 'There is an industry of this code.' },
  Exhibition_slug_key: { path: ['input', 'slug'], message: 'There is an exhibition of this slug.' },
  Exhibition_seriesId_edition_key: { path: ['input', 'edition'], message: 'The series has this edition.' },
  Exhibitor_exhibitionId_organizationId_key: {
    path: ['input', 'organization'],
    message: 'The organization is registered with this exhibition.',
  },
};

/** The refusal for a unique index that an input ran into; null for any other error. */
export function alreadyExists(error: unknown): AlreadyExists | null {
  const { code, meta } = (error ?? {}) as {
    code?: unknown;
    meta?: { driverAdapterError?: { cause?: { originalMessage?: string } } };
  };
  if (code !== 'P2002') return null;
  const index = /constraint "(\w+)"/.exec(meta?.driverAdapterError?.cause?.originalMessage ?? '')?.[1] ?? '';
  const place = places[index];
  return place ? new AlreadyExists(place.message, place.path) : null;
}
