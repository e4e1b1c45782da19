/**
 * The real src/main.ts, patched from outside for a fault run: crash points, mutants, and responses to the
 * requests of the run over the IPC channel. Production code has none of this.
 *
 *   node test/faults/server.ts [--mutant <name>]
 */
import { parseArgs } from 'node:util';
import { answerQuestions } from './patches/answers.ts';
import { armCrashPoints } from './patches/crash-points.ts';
import { mutants } from './patches/mutants.ts';

const { values } = parseArgs({ options: { mutant: { type: 'string' } } });
if (values.mutant) {
  const mutate = mutants[values.mutant];
  if (!mutate) throw new Error(`there is no mutant ${values.mutant}`);
  mutate();
}
armCrashPoints();
answerQuestions();

await import('../../src/main.ts');
