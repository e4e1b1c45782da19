/** The options of `npm run bench`. */
import {
  type Command,
  type Option,
  type parse,
  UsageError,
  wholeNumberOption,
} from '../src/commands/command.ts';

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

const maxRounds = 100;
const maxSockets = 100_000;

export const command = {
  name: 'npm run bench',
  summary:
    'Measures Pavilion beside other servers. Installs the dependencies of bench/ first. Results of a run that is quick,\n' +
    'profiled or limited to some contenders are not kept.',
  positionals: '[<number of deals> | <profile> …]',
  options: {
    only: { type: 'string', value: '<names>', default: benches.join(','), description: 'Which benchmarks.' },
    rounds: {
      type: 'string',
      value: '<number>',
      description: 'Interleaved measurements. Default: 3, or 1 with --quick.',
    },
    sockets: {
      type: 'string',
      value: '<numbers>',
      description: 'Sizes of the fan-out. Default: 1000,2000,5000,20000, or 200 with --quick.',
    },
    contenders: { type: 'string', value: '<names>', description: 'Only these servers.' },
    profile: {
      type: 'string',
      value: '<name>',
      description: 'Writes a CPU profile of that server to bench/profiles.',
    },
    quick: { type: 'boolean', default: false, description: 'Small sizes and short times.' },
    check: { type: 'boolean', default: false, description: 'Only checks the types of bench/.' },
    plans: {
      type: 'boolean',
      default: false,
      description: 'Only checks query plans, with 100000 deals or the number given.',
    },
    top: {
      type: 'boolean',
      default: false,
      description: 'Only prints the hottest functions of the profiles given.',
    },
  },
} as const satisfies Command<Record<string, Option>>;

type Values = ReturnType<typeof parse<typeof command.options>>['values'];

export function readOptions(values: Values): Options {
  const { quick } = values;
  const list = (text: string | undefined) => text?.split(',').map((part) => part.trim());
  const only = list(values.only)!;
  const unknown = only.filter((name) => !benches.includes(name as BenchName));
  if (unknown.length > 0) throw new UsageError(`--only: there is no benchmark named ${unknown.join(', ')}.`);
  return {
    only: only as BenchName[],
    rounds: wholeNumberOption('rounds', values.rounds ?? (quick ? '1' : '3'), 1, maxRounds),
    quick,
    sockets: (list(values.sockets) ?? (quick ? ['200'] : ['1000', '2000', '5000', '20000'])).map((size) =>
      wholeNumberOption('sockets', size, 1, maxSockets),
    ),
    contenders: list(values.contenders) ?? null,
    profile: values.profile ?? null,
  };
}

/** Results that cannot be compared with others: small, profiled, or of some contenders only. */
export function isPartial({ quick, contenders, profile }: Options): boolean {
  return quick || contenders !== null || profile !== null;
}

export function wanted<Contender extends { name: string }>(
  all: readonly Contender[],
  { contenders }: Options,
): Contender[] {
  return all.filter(({ name }) => !contenders || contenders.includes(name));
}
