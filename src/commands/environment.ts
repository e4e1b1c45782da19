import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { type Config, readConfig } from '../config.ts';

const file = '.env';

/** readEnvironment reads the same configuration as the server, including `.env`. */
export function readEnvironment(options: { usesTokens?: boolean } = {}): Config {
  return readConfig(readVariables(), options);
}

/** The variables of the environment and of `.env`. */
export function readVariables(): NodeJS.ProcessEnv {
  if (existsSync(file)) loadEnvFile(file);
  return process.env;
}
