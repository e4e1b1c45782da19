/** The options of `npm run bench`. */
import { parseArgs } from 'node:util';

export const benches = ['fan-out', 'queries', 'signing', 'growth'] as const;
export type BenchName = (typeof benches)[number];

export interface Options {
  only: readonly BenchName[];
  rounds: number;
  /** Small sizes and short times, to check that everything works; not for quoting. */
  quick: boolean;
  sockets: readonly number[];
  /** Names of contenders; null for all. */
  contenders: readonly string[] | null;
  /** The contender whose server writes a CPU profile when it exits. */
  profile: string | null;
}

export const usage = `npm run bench -- [options]
  --only fan-out,queries,signing,growth   which benches (all)
  --rounds 3                              how often each is measured, interleaved (3; 1 with --quick)
  --sockets 1000,2000,5000,20000          sizes of the fan-out
  --contenders pavilion,limit-tick        only these
  --profile pavilion                      writes a CPU profile of that server to bench/profiles
  --quick                                 small and short; as with the two before, results are not kept`;

export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      rounds: { type: 'string' },
      sockets: { type: 'string' },
      contenders: { type: 'string' },
      profile: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  });
  const { quick } = values;
  const list = (text: string | undefined) => text?.split(',').map((part) => part.trim());
  const only = list(values.only) ?? [...benches];
  const unknown = only.filter((name) => !benches.includes(name as BenchName));
  if (unknown.length > 0) throw new Error(`there is no bench named ${unknown.join(', ')}`);
  return {
    only: only as BenchName[],
    rounds: positive(values.rounds ?? (quick ? '1' : '3'), '--rounds'),
    quick,
    sockets: (list(values.sockets) ?? (quick ? ['200'] : ['1000', '2000', '5000', '20000'])).map((size) =>
      positive(size, '--sockets'),
    ),
    contenders: list(values.contenders) ?? null,
    profile: values.profile ?? null,
  };
}

/** Results that cannot be compared with others: small, profiled, or of some contenders only. */
export function isPartial({ quick, contenders, profile }: Options): boolean {
  return quick || contenders !== null || profile !== null;
}

function positive(text: string, name: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`${name} must be a positive number, not ${text}`);
  return number;
}

export function wanted<Contender extends { name: string }>(
  all: readonly Contender[],
  { contenders }: Options,
): Contender[] {
  return all.filter(({ name }) => !contenders || contenders.includes(name));
}
