import type { DealSnapshot } from './content.ts';
import { categoryByRoles } from './deal-category.ts';

/** StoredDeal is a deal in an announcement row. Rows are immutable, and those of Pavilion 0.1 have no category. */
export type StoredDeal = Omit<DealSnapshot, 'category'> & Partial<Pick<DealSnapshot, 'category'>>;

export function readDealSnapshot(stored: StoredDeal): DealSnapshot {
  return { ...stored, category: stored.category ?? categoryByRoles(stored.parties.map(({ role }) => role)) };
}
