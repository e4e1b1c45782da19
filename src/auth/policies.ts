/**
 * The rights of each role. They are checked before anything is read, so that an error reveals nothing: an object that
 * the caller may not see is NOT_FOUND, never FORBIDDEN.
 */

import { Forbidden, Unauthenticated } from '../errors/user-errors.ts';
import { emptyScope, type Identity, type Scope } from './identity.ts';

/** A series by its slug, which never changes. */
export interface ScopedSeries {
  slug: string;
}

/** An exhibition with its series, as tokens name them. Neither slug ever changes, nor does the series of an exhibition. */
export interface ScopedExhibition {
  slug: string;
  /** Null for a name that the caller gave and no exhibition has. */
  series: ScopedSeries | null;
}

function isInScope(scope: Identity['scope'], { slug, series }: ScopedExhibition): boolean {
  return (
    scope === 'all' ||
    scope.exhibitions.includes(slug) ||
    (series !== null && scope.series.includes(series.slug))
  );
}

/** mayOrganize: may change this exhibition itself, its venues and figures, and export and import it. */
export function mayOrganize({ role, scope }: Identity, exhibition: ScopedExhibition): boolean {
  return role === 'ORGANIZER' && isInScope(scope, exhibition);
}

/** mayOrganizeSeries: may change this series and add exhibitions to it. */
export function mayOrganizeSeries({ role, scope }: Identity, { slug }: ScopedSeries): boolean {
  return role === 'ORGANIZER' && (scope === 'all' || scope.series.includes(slug));
}

/** organizesAll: has the rights of an organizer in every exhibition, and in what belongs to none. */
export function organizesAll({ role, scope }: Identity): boolean {
  return role === 'ORGANIZER' && scope === 'all';
}

/** mayOperate: may plan, cue, sign and correct in this exhibition. */
export function mayOperate(identity: Identity, exhibition: ScopedExhibition): boolean {
  return isStaff(identity) && isInScope(identity.scope, exhibition);
}

/** mayWatchRehearsal: may read and subscribe to the rehearsal of this exhibition. */
export function mayWatchRehearsal({ role, scope }: Identity, exhibition: ScopedExhibition): boolean {
  return role !== 'PUBLIC' && isInScope(scope, exhibition);
}

function isStaff({ role }: Identity): boolean {
  return role === 'OPERATOR' || role === 'ORGANIZER';
}

/** The exhibitions whose plans are visible to the identity. */
export function scopeOfPlans(identity: Identity): 'all' | Scope {
  return isStaff(identity) ? identity.scope : emptyScope;
}

export function seesPlans(identity: Identity, exhibition: ScopedExhibition): boolean {
  return mayOperate(identity, exhibition);
}

/** seesDirectory: sees organizations and people that are not public yet, no matter who added them. */
export function seesDirectory(identity: Identity): boolean {
  const { scope } = identity;
  return isStaff(identity) && (scope === 'all' || scope.exhibitions.length + scope.series.length > 0);
}

/** The exhibitions whose rehearsals are visible to the identity. */
export function scopeOfRehearsals({ role, scope }: Identity): 'all' | Scope {
  return role === 'PUBLIC' ? emptyScope : scope;
}

/** requireOrganizer accepts an organizer of any scope. One of the three functions below follows once it is known of what. */
export function requireOrganizer({ role }: Identity): void {
  if (role === 'PUBLIC') throw new Unauthenticated();
  if (role !== 'ORGANIZER') throw new Forbidden('This operation requires an organizer token.');
}

export function requireOrganizerOf(identity: Identity, exhibition: ScopedExhibition): void {
  requireOrganizer(identity);
  if (!mayOrganize(identity, exhibition))
    throw new Forbidden(`This operation requires an organizer token for ${exhibition.slug}.`);
}

export function requireOrganizerOfSeries(identity: Identity, series: ScopedSeries): void {
  requireOrganizer(identity);
  if (!mayOrganizeSeries(identity, series))
    throw new Forbidden(`This operation requires an organizer token for the series ${series.slug}.`);
}

export function requireOrganizerOfAll(identity: Identity): void {
  requireOrganizer(identity);
  if (!organizesAll(identity))
    throw new Forbidden('This operation requires an organizer token for all exhibitions.');
}

/** requireStaff accepts an organizer and an operator of any exhibition. requireOperator follows once the exhibition is known. */
export function requireStaff(identity: Identity): void {
  if (identity.role === 'PUBLIC') throw new Unauthenticated();
  if (identity.role === 'SCREEN')
    throw new Forbidden('This operation requires an operator or organizer token.');
}

export function requireOperator(identity: Identity, exhibition: ScopedExhibition): void {
  requireStaff(identity);
  if (!mayOperate(identity, exhibition))
    throw new Forbidden(
      `This operation requires an operator token for ${exhibition.slug}, or an organizer token.`,
    );
}

/** Something that belongs to no exhibition, such as a company, with what refers to it. */
export interface SharedObject {
  /** The subject that added it; null if a migration or the sample data did. */
  createdBy: string | null;
  /** The exhibitions in which something refers to it, and the series that refer to it. */
  usedIn: { exhibitions: readonly ScopedExhibition[]; series: readonly ScopedSeries[] };
}

/**
 * mayChangeShared: may change what belongs to no exhibition. It must be the caller's own, or be used in the scope of an
 * organizer, and nothing outside the scope of the caller refers to it.
 */
export function mayChangeShared(identity: Identity, { createdBy, usedIn }: SharedObject): boolean {
  if (organizesAll(identity)) return true;
  const { exhibitions, series } = usedIn;
  const isConfined =
    exhibitions.every((exhibition) => mayOperate(identity, exhibition)) &&
    series.every((each) => mayOrganizeSeries(identity, each));
  const isUsed = exhibitions.length + series.length > 0;
  return (
    isConfined &&
    isStaff(identity) &&
    (identity.subject === createdBy || (identity.role === 'ORGANIZER' && isUsed))
  );
}

export function requireSharedRight(identity: Identity, object: SharedObject): void {
  requireStaff(identity);
  if (!mayChangeShared(identity, object))
    throw new Forbidden(
      'This operation requires an organizer token for all exhibitions, or that the caller has added the object or uses it as an organizer, and that no other exhibition uses it.',
    );
}
