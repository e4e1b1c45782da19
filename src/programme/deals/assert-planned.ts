import { DealNotPlanned } from '../../errors/refusals.ts';
import type { StagedDeal } from './load-deal.ts';

export function requirePlan({ status }: StagedDeal): void {
  if (status !== 'PLANNED')
    throw new DealNotPlanned(`The deal is ${status.toLowerCase()}.`, ['input', 'deal']);
}
