/** `--help` prints usage and does nothing else; an unknown option is one line. commands.long.test.ts runs every command. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commands, runCommandLine } from '../support/command-line.ts';

const ran = ['ceremony', 'token', 'migration'];

describe.each(commands.filter(([name]) => ran.includes(name)))('npm run %s', (name, script) => {
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

it.each(commands)('npm run %s is started by runCommand, which knows --help', (_name, script) => {
  const file = script.replace('node ', '');
  expect(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')).toMatch(/\bawait runCommand\(/);
});

it.each([['src/commands/token.ts', ['--role', 'boss'], '--role must be screen, operator, organizer, not']])(
  '%s %j is rejected in one line',
  async (script, flags, message) => {
    const { complaint, code } = await runCommandLine(script, ...flags);
    expect(complaint).toContain(message);
    expect(complaint.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  },
);
