import type { StreamLocation } from '../../announcements/announcement-streams.ts';
import type { StreamMode } from '../../announcements/content.ts';
import type { Context } from '../../graphql/context.ts';
import { decodeReference } from '../../graphql/reference.ts';

/** The stream of the exhibition that a caller names by its slug or its id; null where there is none. */
export async function locateStream(
  { streams }: Pick<Context, 'streams'>,
  exhibition: string,
  mode: StreamMode,
): Promise<StreamLocation | null> {
  const reference = decodeReference('Exhibition', exhibition);
  return reference && streams.locate(reference, mode);
}
