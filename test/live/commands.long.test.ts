/** Every npm script that is a command: `--help` prints usage and does nothing else; an unknown option is one line. */
import { describe, expect, it } from 'vitest';
import { commands, runCommandLine } from '../support/command-line.ts';

describe.each(commands)('npm run %s', (name, script) => {
  it('prints its options with --help, and exits with 0', async () => {
    const { output, complaint, code } = await runCommandLine(script, '--help');
    expect(output).toMatch(
      new RegExp(`^Usage: npm run ${name} -- .+\n\n\\S(.|\n)+\\.\n\n(.|\n)*--help +Prints this text\\.\n$`),
    );
    expect({ complaint, code }).toEqual({ complaint: '', code: 0 });
  });

  it('reports an unknown option in one line and exits with 2', async () => {
    const { output, complaint, code } = await runCommandLine(script, '--bogus');
    expect(complaint).toBe(`Unknown option '--bogus'. See npm run ${name} -- --help.\n`);
    expect({ output, code }).toEqual({ output: '', code: 2 });
  });
});

it.each([
  ['src/commands/token.ts', ['--role', 'boss'], '--role must be screen, operator, organizer, not'],
  ['src/commands/token.ts', ['--role', 'screen'], '--exhibition or --series is missing'],
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
  const { complaint, code } = await runCommandLine(script, ...flags);
  expect(complaint).toContain(message);
  expect(complaint.trim().split('\n')).toHaveLength(1);
  expect(code).toBe(2);
});
