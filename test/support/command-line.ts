/** Command-line programs, run as a user runs them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import packageJson from '../../package.json' with { type: 'json' };
import { childEnvironment, freePort } from './child-process.ts';

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

/** Name and script of each npm script that is a command. */
export const commands = Object.entries(packageJson.scripts).filter(
  ([name, script]) =>
    /^node \S+\.ts$/.test(script) && !name.startsWith('pre') && !Object.hasOwn(others, name),
);

/** The environment points to no database and no server: a command that does more than print fails. */
export async function runCommandLine(script: string, ...flags: string[]) {
  const nowhere = await freePort();
  const env = {
    ...childEnvironment,
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
