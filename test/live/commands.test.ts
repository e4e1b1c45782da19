/** Every npm script that is a command: `--help` prints usage and does nothing else; an unknown option is one line. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { freePort } from '../support/child-process.ts';

const root = new URL('../../', import.meta.url);

/** npm scripts that are not commands, each with the reason. */
const others: Record<string, string> = {
  start: 'the server, which the environment configures',
  dev: 'the server and the page bundler, until it is stopped',
  preview: 'a server of pages, until it is stopped',
  operations: 'writes a file, without options',
  pages: 'writes a folder, without options',
  'migration:check': 'the command migration with an option',
};

const commands = Object.entries(packageJson.scripts).filter(
  ([name, script]) =>
    /^node \S+\.ts$/.test(script) && !name.startsWith('pre') && !Object.hasOwn(others, name),
);

/** The environment points to no database and no server: a command that does more than print fails. */
async function run(script: string, ...flags: string[]) {
  const nowhere = await freePort();
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: `postgres://127.0.0.1:${nowhere}/none`,
    AUTH_SECRET: 'a secret of at least thirty-two characters',
    PORT: String(nowhere),
  };
  const child = spawn(process.execPath, [script.replace('node ', ''), ...flags], { cwd: root, env });
  const [output, complaint, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { output, complaint, code: code as number };
}

describe.each(commands)('npm run %s', (name, script) => {
  it('prints its options with --help, and exits with 0', async () => {
    const { output, complaint, code } = await run(script, '--help');
    expect(output).toMatch(
      new RegExp(`^Usage: npm run ${name} -- .+\n\n\\S(.|\n)+\\.\n\n(.|\n)*--help +Prints this text\\.\n$`),
    );
    expect({ complaint, code }).toEqual({ complaint: '', code: 0 });
  });

  it('reports an unknown option in one line and exits with 2', async () => {
    const { output, complaint, code } = await run(script, '--bogus');
    expect(complaint).toBe(`Unknown option '--bogus'. See npm run ${name} -- --help.\n`);
    expect({ output, code }).toEqual({ output: '', code: 2 });
  });
});

it('covers every command of package.json', () => {
  const names = commands.map(([name]) => name);
  const typed = [
    'bench',
    'ceremony',
    'faults',
    'fuzz',
    'migrate',
    'migration',
    'mutate',
    'new-epoch',
    'revoke',
    'seed',
    'token',
    'worst',
  ];
  expect(names).toEqual(expect.arrayContaining(typed));
});

it.each([
  ['src/commands/token.ts', ['--role', 'boss'], '--role must be screen, operator, organizer, not'],
  ['src/commands/token.ts', ['--role', 'screen'], '--exhibition is missing'],
  ['src/commands/token.ts', ['--role'], "Option '--role <value>' argument missing"],
  ['src/commands/revoke.ts', [], 'The token to revoke is missing.'],
  ['src/commands/revoke.ts', ['x', '--url', 'nowhere'], "--url must be a URL, not 'nowhere'."],
  ['src/commands/ceremony.ts', ['--pace', 'fast'], "--pace must be a number from 0 to 600, not 'fast'."],
  ['src/commands/migrate.ts', ['now'], "Unexpected argument 'now'."],
  ['test/faults/run.ts', ['--only', 'nothing'], "--only: no fault has 'nothing' in its name"],
  ['test/fuzz/main.ts', ['--minutes', '0'], "--minutes must be a number from 0.01 to 1440, not '0'."],
  ['bench/start.ts', ['--rounds', '1.5'], "--rounds must be a whole number, not '1.5'."],
  ['test/mutation/main.ts', ['--sample', 'few'], '--sample must be a number'],
])('%s %j is rejected in one line', async (script, flags, message) => {
  const { complaint, code } = await run(script, ...flags);
  expect(complaint).toContain(message);
  expect(complaint.trim().split('\n')).toHaveLength(1);
  expect(code).toBe(2);
});
