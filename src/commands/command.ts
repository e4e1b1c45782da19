/**
 * Command-line handling of all npm commands. `--help` prints the options and exits with 0. An unknown option or an
 * invalid value prints one line and exits with 2, any other error with 1. No command prints a stack trace.
 */
import { type ParseArgsConfig, type ParseArgsOptionDescriptor, parseArgs } from 'node:util';
import { ConfigError } from '../config.ts';

export interface Option extends ParseArgsOptionDescriptor {
  /** The placeholder in `--help`, such as `<slug>`. */
  value?: string;
  description: string;
}

export interface Command<Options extends Record<string, Option>> {
  /** The command line, such as `npm run token`. */
  name: string;
  summary: string;
  options: Options;
  /** The placeholder of the positional arguments, such as `<token>`. Without it there are none. */
  positionals?: string;
}

type Parsed<Options extends Record<string, Option>> = ReturnType<
  typeof parseArgs<{ options: Options; allowPositionals: true; strict: true }>
>;

/** The command line is wrong: exit code 2. */
export class UsageError extends Error {}

/** runCommand parses the arguments of this process and calls `run`. A number that `run` returns is the exit code. */
export async function runCommand<const Options extends Record<string, Option>>(
  command: Command<Options>,
  run: (
    values: Parsed<Options>['values'],
    positionals: string[],
    // biome-ignore lint/suspicious/noConfusingVoidType: most commands return nothing
  ) => Promise<number | void> | number | void,
): Promise<void> {
  const parameters = process.argv.slice(2);
  // A pipe such as `| head` closes: there is no one left to print for.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  if (parameters.includes('--help')) return console.log(usageOf(command));
  try {
    const { values, positionals } = parse(command, parameters);
    process.exitCode = (await run(values, positionals)) ?? 0;
  } catch (error) {
    const { message } = error as Error;
    if (error instanceof UsageError) {
      console.error(`${oneLine(message)} See ${command.name} -- --help.`);
      process.exitCode = 2;
      return;
    }
    console.error(message);
    process.exitCode = error instanceof ConfigError ? 2 : 1;
  }
}

export function parse<const Options extends Record<string, Option>>(
  command: Command<Options>,
  parameters: string[],
): Parsed<Options> {
  const config = { args: parameters, options: command.options, allowPositionals: true, strict: true };
  let parsed: Parsed<Options>;
  try {
    parsed = parseArgs(config satisfies ParseArgsConfig) as Parsed<Options>;
  } catch (error) {
    throw new UsageError(explain(error as Error & { code?: string }));
  }
  const [first] = parsed.positionals;
  if (first !== undefined && !command.positionals) throw new UsageError(`Unexpected argument '${first}'.`);
  return parsed;
}

/** Removes the advice on positional arguments from the messages of parseArgs. */
function explain({ message }: Error): string {
  return message.replace(/\.? (To specify|Did you forget).*$/s, '').replace(/\.?$/, '.');
}

const oneLine = (text: string) => text.replaceAll('\n', ' ');

function usageOf({ name, summary, options, positionals }: Command<Record<string, Option>>): string {
  const rows = Object.entries(options).map(([option, { value, description, default: preset }]) => [
    `  --${option}${value ? ` ${value}` : ''}`,
    `${description}${preset === undefined || preset === false || preset === '' ? '' : ` Default: ${preset}.`}`,
  ]);
  rows.push(['  --help', 'Prints this text.']);
  const width = Math.max(...rows.map(([left]) => left!.length));
  const lines = rows.map(([left, right]) => `${left!.padEnd(width)}  ${right}`);
  return [
    `Usage: ${name} -- ${positionals ? `${positionals} ` : ''}[options]`,
    '',
    summary,
    '',
    ...lines,
  ].join('\n');
}

export function numberOption(name: string, text: string, least: number, most: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value >= least && value <= most))
    throw new UsageError(`--${name} must be a number from ${least} to ${most}, not '${text}'.`);
  return value;
}

export function wholeNumberOption(name: string, text: string, least: number, most: number): number {
  const value = numberOption(name, text, least, most);
  if (!Number.isInteger(value)) throw new UsageError(`--${name} must be a whole number, not '${text}'.`);
  return value;
}

export function choiceOption<const Choice extends string>(
  name: string,
  text: string | undefined,
  choices: readonly Choice[],
): Choice {
  if (!choices.includes(text as Choice))
    throw new UsageError(
      `--${name} must be ${choices.join(', ')}${text === undefined ? '.' : `, not '${text}'.`}`,
    );
  return text as Choice;
}

export function urlOption(name: string, text: string): string {
  if (!URL.canParse(text)) throw new UsageError(`--${name} must be a URL, not '${text}'.`);
  return text;
}
