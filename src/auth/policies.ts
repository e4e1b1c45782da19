/**
 * The rights of each role. They are checked before anything is read, so that an error reveals nothing: an object that
 * the caller may not see is NOT_FOUND, never FORBIDDEN.
 */

import { Forbidden, Unauthenticated } from '../errors/user-errors.ts';
import type { Identity } from './identity.ts';

/** mayOperate: may plan, cue, sign and correct in this exhibition. */
export function mayOperate(identity: Identity, exhibition: string): boolean {
  return (
    identity.role === 'ORGANIZER' ||
    (identity.role === 'OPERATOR' && identity.exhibitions.includes(exhibition))
  );
}

/** mayWatchRehearsal: may read and subscribe to the rehearsal of this exhibition. */
export function mayWatchRehearsal(identity: Identity, exhibition: string): boolean {
  return (
    mayOperate(identity, exhibition) ||
    (identity.role === 'SCREEN' && identity.exhibitions.includes(exhibition))
  );
}

/** organizesAll: has the rights of an organizer in every exhibition, and in what belongs to none. */
export function organizesAll(identity: Identity): boolean {
  return identity.role === 'ORGANIZER';
}

/** The exhibitions whose plans are visible to the identity: all of them, or those with the slugs. */
export function exhibitionsWithVisiblePlans(identity: Identity): 'all' | readonly string[] {
  if (identity.role === 'ORGANIZER') return 'all';
  return identity.role === 'OPERATOR' ? identity.exhibitions : [];
}

export function seesPlans(identity: Identity, exhibition: string): boolean {
  const plans = exhibitionsWithVisiblePlans(identity);
  return plans === 'all' || plans.includes(exhibition);
}

/** The exhibitions whose rehearsals are visible to the identity: all of them, or those with the slugs. */
export function exhibitionsWithVisibleRehearsals(identity: Identity): 'all' | readonly string[] {
  return identity.role === 'SCREEN' ? identity.exhibitions : exhibitionsWithVisiblePlans(identity);
}

export function requireOrganizer(identity: Identity): void {
  if (identity.role === 'PUBLIC') throw new Unauthenticated();
  if (identity.role !== 'ORGANIZER') throw new Forbidden('This operation requires an organizer token.');
}

/** requireStaff accepts an organizer and an operator of any exhibition. requireOperator follows once the exhibition is known. */
export function requireStaff(identity: Identity): void {
  if (identity.role === 'PUBLIC') throw new Unauthenticated();
  if (identity.role === 'SCREEN')
    throw new Forbidden('This operation requires an operator or organizer token.');
}

export function requireOperator(identity: Identity, exhibition: string): void {
  requireStaff(identity);
  if (!mayOperate(identity, exhibition))
    throw new Forbidden(
      `This operation requires an operator token for ${exhibition}, or an organizer token.`,
    );
}
