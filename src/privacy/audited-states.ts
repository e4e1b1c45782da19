/** The personal values in the states of audit records, which hold a commitment under the key `personal` instead. */
import { commit, type PersonalValue } from './personal-values.ts';

type State = Record<string, unknown>;

export interface AuditedStates {
  type: string;
  /** The id of the object. */
  id: string;
  before?: object | null;
  after?: object | null;
}

/** The keys of personal values, by the type of the object. A constraint of the database has the same list. */
const personalKeys: Readonly<Record<string, readonly string[]>> = {
  Person: ['names'],
  Speech: ['office', 'texts', 'notes'],
};

/** Puts commitments in the place of personal values. A state that has commitments already, as in an undo, stays so. */
export function commitStates<Entry extends AuditedStates>(
  entries: readonly Entry[],
): { entries: Entry[]; values: PersonalValue[] } {
  const values: PersonalValue[] = [];
  const committed = entries.map((entry) => {
    const keys = personalKeys[entry.type];
    if (!keys) return entry;
    const commitState = (state: object | null | undefined) => {
      const [personal, rest] = split((state ?? {}) as State, keys);
      if (!personal) return state;
      const value = commit(personal, {
        personId: personOf(entry),
        subjectId: entry.id,
        isAnnounced: false,
      });
      values.push(value);
      return { ...rest, personal: value.commitment };
    };
    return { ...entry, before: commitState(entry.before), after: commitState(entry.after) };
  });
  return { entries: committed, values };
}

/** Null if the state has none of the values. */
function split(state: State, keys: readonly string[]): [personal: State | null, rest: State] {
  const isPersonal = ([key, value]: [string, unknown]) => keys.includes(key) && value != null;
  const entries = Object.entries(state);
  const personal = entries.filter(isPersonal);
  if (personal.length === 0) return [null, state];
  return [Object.fromEntries(personal), Object.fromEntries(entries.filter((each) => !isPersonal(each)))];
}

function personOf({ type, id, before, after }: AuditedStates): string {
  if (type === 'Person') return id;
  const { speakerId } = { ...before, ...after } as { speakerId?: string };
  if (speakerId === undefined)
    throw new TypeError(`an audit entry of ${type} ${id} has personal values, but no speakerId`);
  return speakerId;
}

/** The commitment of a stored state; null if it has none. */
export function commitmentOf(state: unknown): string | null {
  return ((state ?? {}) as { personal?: string }).personal ?? null;
}

/** The state with its personal values; with `redacted: true` where they were deleted. */
export function readState(state: object, value: object | null): object {
  const { personal: _, ...rest } = state as State;
  return value ? { ...rest, ...value } : { ...rest, redacted: true };
}
