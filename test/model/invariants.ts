/** What holds at the end of each command, whatever the others did meanwhile. */
import { isValid } from '../../src/programme/lease/lease.ts';
import type { Command } from './commands.ts';
import type { DealId, World } from './world.ts';

interface Step {
  before: World;
  after: World;
  operator: string;
  command: Command;
  /** The time by which it was decided. */
  at: Date;
}

export function violationsOf(step: Step): string[] {
  const { before, after, operator, at } = step;
  const added = after.announced.slice(before.announced.length);
  const violations: string[] = [];
  const rounds = after.announced
    .filter(({ kind }) => kind === 'DEAL_SIGNED')
    .map(({ deal, round }) => `${deal} in round ${round}`);
  const twice = rounds.find((each, index) => rounds.indexOf(each) !== index);
  if (twice) violations.push(`${twice} is signed twice`);
  if (
    isValid(before.lease, at) &&
    before.lease.holder !== operator &&
    after.lease?.onHold !== before.lease.onHold
  )
    violations.push(`${operator} changes the hold while ${before.lease.holder} has control`);
  for (const { kind, deal } of added) {
    if (isValid(before.lease, at) && before.lease.holder !== operator)
      violations.push(`${operator} announces ${kind} while ${before.lease.holder} has control`);
    if (before.lease?.onHold && ['DEAL_SIGNED', 'CEREMONY_CLOSED'].includes(kind))
      violations.push(`${operator} announces ${kind} while the ceremony is on hold`);
    if (kind !== 'DEAL_SIGNED') continue;
    if (before.status !== 'OPEN') violations.push(`${deal} is signed at a ceremony that is not open`);
    if (before.deals[deal as DealId].status === 'SIGNED')
      violations.push(`${deal} is signed while it is signed`);
    if (before.deals[deal as DealId].cue === 'HELD') violations.push(`${deal} is signed while it is on hold`);
  }
  const lost = lostLease(step);
  return lost ? [...violations, lost] : violations;
}

/** A valid lease changes hands by an offer that was accepted, by a takeover, or by its holder. */
function lostLease({ before, after, operator, command, at }: Step): string | null {
  if (!isValid(before.lease, at)) return null;
  const { holder, offeredAt, version } = before.lease;
  const changed = after.lease?.holder !== holder;
  if (!changed) {
    const isRenewed = after.lease!.expiresAt !== before.lease.expiresAt;
    return isRenewed && operator !== holder ? `${operator} renews the lease of ${holder}` : null;
  }
  if (after.lease!.version !== version + 1) return 'a change of the holder makes no version, or several';
  const isAllowed =
    operator === holder ||
    (command.verb === 'acceptControl' && offeredAt !== null) ||
    (command.verb === 'takeControl' && command.input.takeOver === true);
  return isAllowed ? null : `${holder} loses control to ${operator} by ${command.verb}`;
}
