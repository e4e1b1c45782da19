/** `npm run faults:figures`: measures the documented figures. */
import { runCommand, UsageError } from '../../../src/commands/command.ts';
import { killedServer, reconnect } from './coming-back.ts';
import { abortedClients } from './cycles.ts';
import type { Figure } from './figure.ts';
import { missedNotifications, withoutRedis } from './notifications.ts';
import { rollingRestart } from './rolling-restart.ts';
import { signings } from './signings.ts';
import { silentReaders } from './silent-readers.ts';

const figures: Figure[] = [
  missedNotifications,
  withoutRedis,
  killedServer,
  reconnect,
  rollingRestart,
  signings,
  silentReaders,
  abortedClients,
];

await runCommand(
  {
    name: 'npm run faults:figures',
    summary: 'Measures the promised figures and prints each with its promise. Exits with 1 if one is missed.',
    positionals: '[<part of a name> …]',
    options: { list: { type: 'boolean', default: false, description: 'Prints the names, and ends.' } },
  },
  async ({ list }, parts) => {
    for (const part of parts)
      if (!figures.some(({ name }) => name.includes(part)))
        throw new UsageError(`No figure has '${part}' in its name; --list prints them all.`);
    const wanted = figures.filter(
      ({ name }) => parts.length === 0 || parts.some((part) => name.includes(part)),
    );
    if (list) return console.log(wanted.map(({ name }) => name).join('\n'));
    let missed = 0;
    for (const figure of wanted) missed += await measure(figure);
    return missed === 0 ? 0 : 1;
  },
);
process.exit();

/** Returns how many figures are missed. */
async function measure({ name, measure }: Figure): Promise<number> {
  console.log(name);
  const rows = await measure();
  for (const { what, measured, promised, holds } of rows) {
    console.log(
      `  ${what.padEnd(84)}${measured.padStart(12)}${promised.padStart(14)}${holds ? '' : '  MISSED'}`,
    );
  }
  return rows.filter(({ holds }) => !holds).length;
}
