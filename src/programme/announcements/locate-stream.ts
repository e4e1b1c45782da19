import type { StreamLocation } from '../../announcements/announcement-streams.ts';
import type { StreamMode } from '../../announcements/content.ts';
import type { Context } from '../../graphql/context.ts';
import { decodeReference } from '../../graphql/reference.ts';

/** locateStream finds the stream of an exhibition by the slug or id of the exhibition. Null if there is none. */
export async function locateStream(
  { streams }: Pick<Context, 'streams'>,
  exhibition: string,
  mode: StreamMode,
): Promise<StreamLocation | null> {
  const reference = decodeReference('Exhibition', exhibition);
  return reference && streams.locate(reference, mode);
}
