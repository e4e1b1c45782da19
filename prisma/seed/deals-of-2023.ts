/** The deals planned for the fifth edition. All are invented. */
import type { SeedDeal } from './deals.ts';
import { automobileDealsOf2023 } from './deals-of-2023-automobiles.ts';
import { electronicsDealsOf2023 } from './deals-of-2023-electronics.ts';
import { manufacturingDealsOf2023 } from './deals-of-2023-manufacturing.ts';
import { newEnergyDealsOf2023 } from './deals-of-2023-new-energy.ts';
import { servicesDealsOf2023 } from './deals-of-2023-services.ts';

const byIndustry = [
  automobileDealsOf2023,
  newEnergyDealsOf2023,
  electronicsDealsOf2023,
  manufacturingDealsOf2023,
  servicesDealsOf2023,
];
const rounds = Math.max(...byIndustry.map((deals) => deals.length));

/** One deal of each industry in turn, so that each signing changes the totals of another industry. */
export const dealsOf2023: readonly SeedDeal[] = Array.from({ length: rounds }, (_, round) =>
  byIndustry.flatMap((deals) => deals[round] ?? []),
).flat();
