/** What `npm run faults` can be told. Whatever cannot be meant is refused in words, before anything starts. */
import { parseArgs } from 'node:util';
import { mutants } from './patches/mutants.ts';

export interface RunOptions {
  seed: number;
  minutes: number;
  /** Parts of the names of faults; all where empty. */
  only: string[];
  /** Recording screens; one in five is on an event stream. */
  clients: number;
  /** Presses a second. */
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

export function readOptions(parameters: string[]): RunOptions {
  const { values } = parseArgs({
    args: parameters,
    options: {
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      minutes: { type: 'string', default: '30' },
      only: { type: 'string', default: '' },
      clients: { type: 'string', default: '300' },
      rate: { type: 'string', default: '8' },
      list: { type: 'boolean', default: false },
      mutant: { type: 'string' },
    },
  });
  const { mutant = null, list } = values;
  if (mutant !== null && !mutantNames.includes(mutant))
    throw new Error(`--mutant must be one of ${mutantNames.join(', ')}, not ${mutant}`);
  return {
    seed: whole('seed', values.seed, 0, maxSeed),
    minutes: number('minutes', values.minutes, 0.1, maxMinutes),
    only: values.only
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
    clients: whole('clients', values.clients, 1, maxClients),
    rate: number('rate', values.rate, 0.1, maxRate),
    list,
    mutant,
  };
}

/** A part that no name has is a slip, and a run without the fault that was meant would look as if it had been played. */
export function wantedFaults(names: readonly string[], only: readonly string[]): string[] {
  for (const part of only)
    if (!names.some((name) => name.includes(part)))
      throw new Error(`--only: no fault has "${part}" in its name; --list tells them all`);
  return names.filter((name) => only.length === 0 || only.some((part) => name.includes(part)));
}

function number(name: string, text: string, least: number, most: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value >= least && value <= most))
    throw new Error(`--${name} must be a number from ${least} to ${most}, not "${text}"`);
  return value;
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = number(name, text, least, most);
  if (!Number.isInteger(value)) throw new Error(`--${name} must be a whole number, not "${text}"`);
  return value;
}
