import { readSecretFiles, secretSettings } from '../secret-files.ts';
import { settingGroups } from '../settings.ts';

const masked = '********';
const secrets: ReadonlySet<string> = new Set(secretSettings);

/** Every setting with its value and its origin, by group. Secrets and the passwords of URLs are masked. */
export function printedSettings(variables: NodeJS.ProcessEnv): string {
  const resolved = readSecretFiles(variables).variables;
  const groups = Object.entries(settingGroups).map(([group, settings]) => {
    const rows = Object.entries(settings).map(([name, type]) => {
      const given = resolved[name];
      if (!given) return `${name}=${type.parse(undefined) ?? ''}`;
      const origin = variables[name] ? 'environment' : `${name}_FILE`;
      return `${name}=${secrets.has(name) ? mask(given) : given}  # ${origin}`;
    });
    return [`## ${group}`, ...rows].join('\n');
  });
  return groups.join('\n\n');
}

function mask(value: string): string {
  if (!URL.canParse(value) || !value.includes('://')) return masked;
  const url = new URL(value);
  if (url.password) url.password = masked;
  if (url.searchParams.has('password')) url.searchParams.set('password', masked);
  return url.href;
}
