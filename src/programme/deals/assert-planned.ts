import { DealNotPlanned } from '../../errors/user-errors.ts';
import type { LoadedDeal } from './load-deal.ts';

export function assertPlanned({ status }: LoadedDeal): void {
  if (status !== 'PLANNED')
    throw new DealNotPlanned(`The deal is ${status.toLowerCase()}.`, ['input', 'deal']);
}
