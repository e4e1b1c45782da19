/**
 * Who may what. Verbs ask before they look anything up, so that a refusal tells nothing:
 * to whoever may not know of a thing, it is absent (NOT_FOUND), never forbidden.
 */

import { Forbidden, Unauthenticated } from '../errors/user-errors.ts';
import type { Identity } from './identity.ts';

/** Plans, stages, signs, corrects in this exhibition. */
export function mayOperate(identity: Identity, exhibition: string): boolean {
  return (
    identity.role === 'ORGANIZER' ||
    (identity.role === 'OPERATOR' && identity.exhibitions.includes(exhibition))
  );
}

/** Watches this exhibition's rehearsal. */
export function mayWatchRehearsal(identity: Identity, exhibition: string): boolean {
  return (
    mayOperate(identity, exhibition) ||
    (identity.role === 'SCREEN' && identity.exhibitions.includes(exhibition))
  );
}

/** Which exhibitions' plans it sees: all of them, or those of the slugs. */
export function seesPlansOf(identity: Identity): 'all' | readonly string[] {
  if (identity.role === 'ORGANIZER') return 'all';
  return identity.role === 'OPERATOR' ? identity.exhibitions : [];
}

/** Which exhibitions' rehearsals it sees: all of them, or those of the slugs. */
export function seesRehearsalsOf(identity: Identity): 'all' | readonly string[] {
  return identity.role === 'SCREEN' ? identity.exhibitions : seesPlansOf(identity);
}

export function requireOrganizer(identity: Identity): void {
  if (identity.role === 'PUBLIC') throw new Unauthenticated();
  if (identity.role !== 'ORGANIZER') throw new Forbidden('Only an organizer may do this.');
}

/** An operator of any exhibition, or an organizer: which exhibition is asked once it is known. */
export function requireStaff(identity: Identity): void {
  if (identity.role === 'PUBLIC') throw new Unauthenticated();
  if (identity.role === 'SCREEN') throw new Forbidden('A screen only watches.');
}

export function requireOperator(identity: Identity, exhibition: string): void {
  requireStaff(identity);
  if (!mayOperate(identity, exhibition))
    throw new Forbidden(`Only an operator of ${exhibition} may do this.`);
}
