import { VersionConflict, type VersionedObject } from '../errors/user-errors.ts';

/**
 * Throws for an object that is not at the version that the caller saw. Asked behind the lock of the object, and after
 * its status: an error of the status says more.
 */
export function assertVersion(expected: number | null | undefined, object: VersionedObject): void {
  if (expected != null && expected !== object.version) throw new VersionConflict(expected, object);
}
