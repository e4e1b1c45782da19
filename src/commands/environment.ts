import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { type Config, readConfig } from '../config.ts';

const file = '.env';

/** readEnvironment reads the same configuration as the server, including `.env`. */
export function readEnvironment(options: { usesTokens?: boolean } = {}): Config {
  if (existsSync(file)) loadEnvFile(file);
  return readConfig(process.env, options);
}
