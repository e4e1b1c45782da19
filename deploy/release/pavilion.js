#!/usr/bin/env node
// The program of a production install: the server, or the command that is named, such as `node pavilion.js migrate`.
import './check-node.js';

const { existsSync, readFileSync } = await import('node:fs');
const folder = new URL('.', import.meta.url);
const { scripts } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
const [name = 'start', ...parameters] = process.argv.slice(2);

if (!Object.hasOwn(scripts, name)) {
  console.error(`There is no command '${name}'. The commands are ${Object.keys(scripts).join(', ')}.`);
  process.exit(2);
}
process.argv.splice(2, Number.POSITIVE_INFINITY, ...parameters);
if (name === 'start' && existsSync('.env')) process.loadEnvFile('.env');
await import(new URL(name === 'start' ? 'dist/src/main.js' : `dist/src/commands/${name}.js`, folder).href);
