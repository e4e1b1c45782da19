/**
 * Loaded into each worker of a mutation run before anything else: target files are loaded with all of their mutants,
 * or, for a named fault, with its change alone.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { instrument, switchName } from './instrument.ts';
import { MutantSwitch } from './mutant-switch.ts';
import { applyNamedFault, namedFaults } from './named-faults.ts';
import { root } from './targets.ts';
import { readTask } from './task.ts';

const task = readTask();
const mutantSwitch = new MutantSwitch(task.activeFromTheStart);
Object.assign(globalThis, {
  [switchName]: (id: string) => mutantSwitch.isOn(id),
  mutantSwitch,
});

const targets = new Set(task.targets);
const fault = namedFaults.find(({ name }) => name === task.namedFault);

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith('file:')) return nextLoad(url, context);
    const file = fileURLToPath(url.split('?')[0]!).slice(root.length);
    const text = fault ? faulty(file) : instrumented(file);
    return text === null
      ? nextLoad(url, context)
      : { format: 'module-typescript', source: text, shortCircuit: true };
  },
});

const sourceOf = (file: string) => readFileSync(`${root}${file}`, 'utf8');
const faulty = (file: string) => (file === fault!.file ? applyNamedFault(fault!, sourceOf(file)) : null);
const instrumented = (file: string) => (targets.has(file) ? instrument(file, sourceOf(file)).text : null);
