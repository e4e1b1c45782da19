import { runCommand } from './command.ts';
import { readEnvironment, readVariables } from './environment.ts';
import { printedSettings } from './printed-settings.ts';
import { probe } from './probe-settings.ts';

await runCommand(
  {
    name: 'npm run config',
    summary: 'Prints every setting with its value and origin. Secrets are masked.',
    options: {
      check: {
        type: 'boolean',
        default: false,
        description: 'Also tries what the settings name: database, Redis, issuer, documents, directory.',
      },
    },
  },
  async ({ check }) => {
    const config = readEnvironment();
    console.log(printedSettings(readVariables()));
    if (!check) return 0;
    const results = await probe(config);
    console.log(
      `\n${results.map(({ name, isOk, text }) => `${isOk ? 'ok    ' : 'failed'}  ${name}: ${text}`).join('\n')}`,
    );
    return results.every(({ isOk }) => isOk) ? 0 : 1;
  },
);
