/** What a worker of a mutation run does, as the run hands it over: in the environment and in files of one folder. */
import {
  appendFileSync,
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

export interface Task {
  /** cover: run each test once and note the mutants it meets; kill: run each test with each of those; once: run all tests. */
  phase: 'cover' | 'kill' | 'once';
  folder: string;
  /** The files that have mutants to try. */
  targets: string[];
  /** The tests of this round took longer than the first and at most as long as the second. */
  testMs: [number, number];
  activeFromTheStart: string | null;
  namedFault: string | null;
}

export interface TestCoverage {
  file: string;
  name: string;
  durationMs: number;
  hits: string[];
}

export const isOfRound = ({ durationMs }: TestCoverage, [aboveMs, upToMs]: Task['testMs']) =>
  durationMs > aboveMs && durationMs <= upToMs;

const coveragePrefix = 'coverage-';
const variable = 'PAVILION_MUTATION_TASK';

export const taskEnvironment = (task: Task) => ({ [variable]: JSON.stringify(task) });
export const readTask = (): Task => JSON.parse(process.env[variable]!);

/** One line of JSON for each fact, appended by all workers. */
export class Ledger<Fact> {
  readonly #path: string;
  #readBytes = 0;

  constructor(folder: string, name: string) {
    this.#path = join(folder, `${name}.jsonl`);
    appendFileSync(this.#path, '');
  }

  add(fact: Fact): void {
    appendFileSync(this.#path, `${JSON.stringify(fact)}\n`);
  }

  read(): Fact[] {
    return parse(readFileSync(this.#path, 'utf8'));
  }

  /** The facts that were added, by any process, since this ledger was last asked. */
  readNew(): Fact[] {
    const added = statSync(this.#path).size - this.#readBytes;
    if (added === 0) return [];
    const bytes = Buffer.alloc(added);
    const file = openSync(this.#path, 'r');
    readSync(file, bytes, 0, added, this.#readBytes);
    closeSync(file);
    // Another process may be writing its last line.
    const whole = bytes.lastIndexOf('\n') + 1;
    this.#readBytes += whole;
    return parse(bytes.toString('utf8', 0, whole));
  }
}

function parse<Fact>(text: string): Fact[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** What the tests of one file meet: a worker reads that of its file only. */
export const coverageOf = (folder: string, testFile: string): Ledger<TestCoverage> =>
  new Ledger(folder, `${coveragePrefix}${testFile.replaceAll('/', '+')}`);

export function allCoverage(folder: string): TestCoverage[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(coveragePrefix))
    .flatMap((name) => parse<TestCoverage>(readFileSync(join(folder, name), 'utf8')));
}

const attemptPrefix = 'attempt-';

/** The mutant that this worker is trying, for the run to see where a worker hangs or dies. */
export function noteAttempt(folder: string, mutant: string | null): void {
  writeFileSync(join(folder, `${attemptPrefix}${process.pid}`), mutant ?? '');
}

export interface Attempt {
  pid: number;
  mutant: string;
  startedAtMs: number;
}

/** Once all workers have ended: the mutants at which some of them died. */
export function takeFatalMutants(folder: string): string[] {
  const attempts = readAttempts(folder);
  for (const { pid } of attempts) rmSync(join(folder, `${attemptPrefix}${pid}`));
  return attempts.map(({ mutant }) => mutant);
}

/** What workers are trying. */
export function readAttempts(folder: string): Attempt[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(attemptPrefix))
    .map((name) => ({
      pid: Number(name.slice(attemptPrefix.length)),
      mutant: readFileSync(join(folder, name), 'utf8'),
      startedAtMs: statSync(join(folder, name)).mtimeMs,
    }))
    .filter(({ mutant }) => mutant !== '');
}
