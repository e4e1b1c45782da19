import { VersionConflict, type VersionedObject } from '../errors/user-errors.ts';

/**
 * assertVersion throws VersionConflict if the version of the object differs from `expected`. Call it after locking
 * the object and after checking its status: an error of the status is more specific.
 */
export function assertVersion(expected: number | null | undefined, object: VersionedObject): void {
  if (expected != null && expected !== object.version) throw new VersionConflict(expected, object);
}
