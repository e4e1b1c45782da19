/** `npm run faults:figures [-- <part of a name> …]`: the numbers that were promised, each beside what was measured. */
import { killedServer, reconnect } from './coming-back.ts';
import { abortedClients } from './cycles.ts';
import type { Figure } from './figure.ts';
import { missedNotifications, withoutRedis } from './notifications.ts';
import { signings } from './signings.ts';
import { silentReaders } from './silent-readers.ts';

const figures: Figure[] = [
  missedNotifications,
  withoutRedis,
  killedServer,
  reconnect,
  signings,
  silentReaders,
  abortedClients,
];
const wanted = process.argv.slice(2);
let missed = 0;
for (const figure of figures) {
  if (wanted.length > 0 && !wanted.some((part) => figure.name.includes(part))) continue;
  console.log(figure.name);
  for (const { what, measured, promised, holds } of await figure.measure()) {
    console.log(
      `  ${what.padEnd(84)}${measured.padStart(12)}${promised.padStart(14)}${holds ? '' : '  MISSED'}`,
    );
    if (!holds) missed++;
  }
}
process.exit(missed === 0 ? 0 : 1);
