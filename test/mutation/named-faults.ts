/** One-line faults that the tests once did not see: each is tried by its own change, against the tests that hold it. */

export interface NamedFault {
  name: string;
  file: string;
  find: string;
  replace: string;
  /** The unit tests that fail with it. */
  tests: string[];
}

export const namedFaults: NamedFault[] = [];

/** A fault whose place is gone would be none, and the run would say that it was seen. */
export function applyNamedFault({ name, file, find, replace }: NamedFault, source: string): string {
  const places = source.split(find).length - 1;
  if (places !== 1) throw new Error(`${name}: ${file} has ${places} places that read ${find}`);
  return source.replace(find, () => replace);
}
