/** The options of `npm run faults`. A wrong one is an error before anything starts. */
import {
  type Command,
  choiceOption,
  numberOption,
  type Option,
  type parse,
  UsageError,
  wholeNumberOption,
} from '../../src/commands/command.ts';
import { mutants } from './patches/mutants.ts';

export interface RunOptions {
  seed: number;
  minutes: number;
  /** Parts of the names of faults. An empty list selects all faults. */
  only: string[];
  /** Screens whose deliveries are compared; one in five is on an event stream. */
  clients: number;
  /** Commands of the operator, per second. */
  rate: number;
  list: boolean;
  /** A server or client that is wrong on purpose. */
  mutant: string | null;
}

const mutantNames = [...Object.keys(mutants), 'forgetful'];
const maxSeed = 2 ** 32 - 1;
const maxMinutes = 24 * 60;
const maxClients = 20_000;
const maxRate = 100;

export const command = {
  name: 'npm run faults',
  summary:
    'Injects one fault after another into a cluster of its own, and counts what screens received. Exits with 1 if\n' +
    'anything was lost, duplicated, out of order or different. Equal seeds and minutes inject equal faults.',
  options: {
    seed: { type: 'string', value: '<number>', description: 'Default: another one each time.' },
    minutes: {
      type: 'string',
      value: '<number>',
      default: '30',
      description: 'How long the whole run takes.',
    },
    only: {
      type: 'string',
      value: '<names>',
      default: '',
      description: 'Parts of the names of faults, separated by commas.',
    },
    clients: { type: 'string', value: '<number>', default: '300', description: 'Screens.' },
    rate: {
      type: 'string',
      value: '<number>',
      default: '8',
      description: 'Commands of the operator per second.',
    },
    mutant: {
      type: 'string',
      value: mutantNames.join('|'),
      description: 'A server or client with a planted fault.',
    },
    list: { type: 'boolean', default: false, description: 'Prints the names of the faults, and ends.' },
  },
} as const satisfies Command<Record<string, Option>>;

type Values = ReturnType<typeof parse<typeof command.options>>['values'];

export function readOptions(values: Values): RunOptions {
  const { seed = String(Date.now() % 1_000_000), minutes, clients, rate, mutant, only, list } = values;
  return {
    seed: wholeNumberOption('seed', seed, 0, maxSeed),
    minutes: numberOption('minutes', minutes, 0.1, maxMinutes),
    only: only
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
    clients: wholeNumberOption('clients', clients, 1, maxClients),
    rate: numberOption('rate', rate, 0.1, maxRate),
    list,
    mutant: mutant === undefined ? null : choiceOption('mutant', mutant, mutantNames),
  };
}

/** A part that no name contains is an error. Otherwise a run without the intended fault would look like one with it. */
export function wantedFaults(names: readonly string[], only: readonly string[]): string[] {
  for (const part of only)
    if (!names.some((name) => name.includes(part)))
      throw new UsageError(`--only: no fault has '${part}' in its name; --list prints them all.`);
  return names.filter((name) => only.length === 0 || only.some((part) => name.includes(part)));
}
