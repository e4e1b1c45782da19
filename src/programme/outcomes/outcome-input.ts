/** Input fields and checks that recordDealOutcome and updateDealOutcome share. */
import * as enums from '../../../prisma/generated/client/enums.ts';
import { InvalidInput } from '../../errors/user-errors.ts';
import { oneOf } from '../../mutations/input-type.ts';
import { day, localized, money } from '../../mutations/validators.ts';
import { someSources } from '../sources/source-input.ts';

export type OutcomeKind = keyof typeof enums.DealOutcomeKind;

export const outcomeKind = oneOf('DealOutcomeKind', enums.DealOutcomeKind).describe('What was reported.');
export const asOf = day.describe('The day for which it was reported. Not before the signing.');
export const realisedAmount = money.describe(
  'The whole amount that was realised up to this day. For REALISED, and only for it.',
);
export const noteTranslations = localized(2_000).describe(
  'What was reported beside it: at most 2,000 characters in each language.',
);
export const outcomeSources = someSources.describe('1 to 20 publications that reported it.');

/** Null if the amount is where it belongs. */
export function amountProblem(kind: OutcomeKind, amount: unknown): string | null {
  if ((kind === 'REALISED') === (amount != null)) return null;
  return kind === 'REALISED' ? 'is required for REALISED' : `is for REALISED only, not for ${kind}`;
}

/** A day begins in the east of the date line up to 14 hours before it does in UTC. */
const earliestZoneMs = 14 * 3_600_000;

/** Both are days as YYYY-MM-DD; that of the signing is in the time zone of the exhibition. */
export function requireDayAfterSigning(asOf: string, signedOn: string, at: Date): void {
  const path = ['input', 'asOf'];
  if (asOf < signedOn) throw InvalidInput.at(path, `is before the signing on ${signedOn}`);
  if (asOf > new Date(at.getTime() + earliestZoneMs).toISOString().slice(0, 10))
    throw InvalidInput.at(path, 'is in the future');
}
