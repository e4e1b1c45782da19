/**
 * Explores every interleaving of three operators. Each command is two steps: it takes its locks and reads; it decides,
 * writes and ends. Between them, others run unless a lock keeps them out. Time may pass at any point, often enough for a
 * lease to expire.
 */
import { publicIdentity } from '../../src/auth/identity.ts';
import { UserError } from '../../src/errors/user-errors.ts';
import { leaseMs } from '../../src/programme/lease/lease.ts';
import { type Command, type Locks, locksOf, verbOf } from './commands.ts';
import { violationsOf } from './invariants.ts';
import { apply, newWorld, timeOf, type World } from './world.ts';

export interface Mutant {
  name: string;
  /** Changes the locks of a command. */
  locks?(locks: Locks, command: Command): Locks;
  /** Changes what a command decides by. */
  loaded?(loaded: never, command: Command, operator: string): unknown;
  input?(input: Record<string, unknown>, command: Command): Record<string, unknown>;
}

export interface Scenario {
  name: string;
  /** The commands of each operator, in order. */
  operators: Record<string, readonly Command[]>;
  /** How often half the time of a lease passes. */
  expiries: number;
}

interface Running {
  loaded: unknown;
  at: number;
  locks: Locks;
}

interface State {
  world: World;
  expired: number;
  next: Record<string, number>;
  running: Record<string, Running | null>;
}

export interface Exploration {
  states: number;
  /** The first violation, with the steps that lead to it. Null if there is none. */
  violation: { what: string; steps: string[] } | null;
}

/** A lease expires when time has passed twice, and can be renewed in between. */
const halfLeaseSeconds = leaseMs / 2_000;

const identityOf = (operator: string) => ({
  ...publicIdentity,
  ...{ role: 'OPERATOR' as const, subject: operator, scope: { exhibitions: ['fair'], series: [] } },
});

export async function explore(scenario: Scenario, mutant: Mutant | null = null): Promise<Exploration> {
  const operators = Object.keys(scenario.operators);
  const locks = new Map<Command, Locks>();
  for (const command of Object.values(scenario.operators).flat()) {
    const real = await locksOf(command);
    locks.set(command, mutant?.locks?.(real, command) ?? real);
  }
  const none = <Value>(value: Value) => Object.fromEntries(operators.map((each) => [each, value]));
  const start: State = { world: newWorld(), expired: 0, next: none(0), running: none(null) };
  const seen = new Set([JSON.stringify(start)]);
  const stack: { state: State; steps: string[] }[] = [{ state: start, steps: [] }];
  while (stack.length > 0) {
    const { state, steps } = stack.pop()!;
    for (const { step, next, violations } of stepsFrom(state)) {
      const path = [...steps, step];
      if (violations[0]) return { states: seen.size, violation: { what: violations[0], steps: path } };
      const key = JSON.stringify(next);
      if (seen.has(key)) continue;
      seen.add(key);
      stack.push({ state: next, steps: path });
    }
  }
  return { states: seen.size, violation: null };

  function* stepsFrom(state: State) {
    if (state.expired < scenario.expiries) {
      const world = { ...state.world, now: state.world.now + halfLeaseSeconds };
      yield { step: 'time passes', next: { ...state, world, expired: state.expired + 1 }, violations: [] };
    }
    for (const operator of operators) {
      const running = state.running[operator] ?? null;
      if (running) {
        yield commit(state, operator, running);
        continue;
      }
      const command = scenario.operators[operator]![state.next[operator]!];
      if (command && isFree(state, locks.get(command)!)) yield begin(state, operator, command);
    }
  }

  function begin(state: State, operator: string, command: Command) {
    const real = structuredClone(command.load(state.world));
    const loaded = mutant?.loaded ? mutant.loaded(real as never, command, operator) : real;
    const running = { loaded, at: state.world.now, locks: locks.get(command)! };
    return {
      step: `${operator}: ${command.name} reads`,
      next: { ...state, running: { ...state.running, [operator]: running } },
      violations: [],
    };
  }

  function commit(state: State, operator: string, { loaded, at }: Running) {
    const command = scenario.operators[operator]![state.next[operator]!]!;
    const ended = {
      next: { ...state.next, [operator]: state.next[operator]! + 1 },
      running: { ...state.running, [operator]: null },
    };
    const input = mutant?.input?.(command.input, command) ?? command.input;
    const deciding = { identity: identityOf(operator), at: timeOf(at), newId: () => 'announcement' };
    try {
      const decision = verbOf(command).decide(loaded as never, input as never, deciding);
      const world = apply(state.world, decision, operator);
      return {
        step: `${operator}: ${command.name}`,
        next: { ...state, ...ended, world },
        violations: violationsOf({ before: state.world, after: world, operator, command, at: timeOf(at) }),
      };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return {
        step: `${operator}: ${command.name} is refused (${error.code})`,
        next: { ...state, ...ended },
        violations: [],
      };
    }
  }
}

function isFree({ running }: State, wanted: Locks): boolean {
  return Object.values(running).every((other) =>
    Object.entries(wanted).every(([row, strength]) => {
      const held = other?.locks[row];
      return !held || (held === 'SHARE' && strength === 'SHARE');
    }),
  );
}
