/** What `npm run faults` can be told. */
import { parseArgs } from 'node:util';

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
  return {
    seed: atLeast('seed', values.seed, 0),
    minutes: atLeast('minutes', values.minutes, 0.1),
    only: values.only
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
    clients: atLeast('clients', values.clients, 1),
    rate: atLeast('rate', values.rate, 0.1),
    list: values.list,
    mutant: values.mutant ?? null,
  };
}

function atLeast(name: string, text: string, least: number): number {
  const number = Number(text);
  if (!(number >= least)) throw new Error(`--${name} must be a number from ${least}, not ${text}`);
  return number;
}
