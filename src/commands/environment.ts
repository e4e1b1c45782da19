import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { type Config, readConfig } from '../config.ts';

const file = '.env';

/** The environment of a command: as of the server, with `.env` where there is one. */
export function readEnvironment(): Config {
  if (existsSync(file)) loadEnvFile(file);
  return readConfig(process.env);
}
