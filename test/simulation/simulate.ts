import { Random } from '../faults/random.ts';
import { replaceGlobals } from './process-globals.ts';
import { Scenario } from './scenario.ts';
import { World } from './world.ts';

export interface SeedResult {
  problem: string | null;
  /** The last events, oldest first. */
  trace: readonly string[];
  /** The simulated duration. */
  simulatedMs: number;
}

/** Runs one seed. The same seed gives the same result, whatever the machine does. */
export async function simulate(seed: number, { traceLines = 60 } = {}): Promise<SeedResult> {
  const world = new World(seed, traceLines);
  const chance = Random.of(seed, 'libraries');
  const onError = (error: unknown) =>
    world.fail(`unhandled: ${error instanceof Error ? error.stack : String(error)}`);
  process.on('unhandledRejection', onError);
  process.on('uncaughtException', onError);
  const restore = replaceGlobals(world.time, () => chance.next());
  try {
    await new Scenario(world).run();
  } finally {
    for (const server of world.servers) if (!server.isClosed) server.close();
    restore();
    process.off('unhandledRejection', onError);
    process.off('uncaughtException', onError);
  }
  return { problem: world.problem, trace: world.trace.lines, simulatedMs: world.time.elapsedMs };
}
