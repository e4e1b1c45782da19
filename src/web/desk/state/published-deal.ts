import type { DeskView, ProgrammeItem } from './desk-view.ts';
import type { PublishedDeal } from './typed-correction.ts';

/**
 * What stands about a deal in this mode: the newest announcement about it, else the deal itself. A rehearsal does not
 * change the deal, so a correction in a rehearsal is in the announcement alone.
 */
export function publishedDeal(
  { exhibition }: DeskView,
  deal: NonNullable<ProgrammeItem['deal']>,
): PublishedDeal {
  const { nodes = [] } = exhibition.announcements ?? {};
  for (let index = nodes.length - 1; index >= 0; index--) {
    const announcement = nodes[index]!;
    if ('deal' in announcement && announcement.deal.dealId === deal.id) return announcement.deal;
  }
  return deal;
}
