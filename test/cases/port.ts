/**
 * `node test/cases/port.ts <folder of scripts> <new folder>`: copies scripts that use the schema and the modules of 0.1 and
 * renames what 0.2 renamed, so that a script can be run before and after a change. It rewrites text and knows no syntax:
 * read a script's differences before you trust its outcome.
 */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const renames: readonly (readonly [RegExp, string])[] = [
  // Inputs and fields with translations: a key with a value, a shorthand property, a selection
  [/\b(name|title|text)s(?=\s*:(?!\s*(?:any|string)\b))/g, '$1Translations'],
  [/(?<=[{,]\s*)(name|title|text)s(?=\s*[,}])/g, '$1Translations: $1s'],
  [/\b(name|title|text|reason|office)s(?=\s*\{\s*(?:text|language))/g, '$1Translations'],
  // Parameters of the scripts' own functions keep their names
  [/\btitleTranslations: \((?=i\b)/g, 'titles: ('],
  [/\breason(?=\s*:\s*(?:\[|L\())/g, 'reasonTranslations'],
  [/\boffice(?=\s*:\s*(?:\[|L\())/g, 'officeTranslations'],
  [/\bhostCity(?=\s*:\s*(?:\[|L\())/g, 'hostCityTranslations'],
  [/\bcity(?=\s*:\s*(?:\[|L\())/g, 'cityTranslations'],
  // Types and arguments
  [/\bRefusal\b/g, 'UserError'],
  [/\b(exhibition|series)\(slug:/g, '$1(idOrSlug:'],
  [/(?<=\.\.\. on Deal\w+ ?\{[^}]*\b(?:deal|before) \{ ?)id\b/g, 'dealId'],
  // Required since 0.2
  [/\binstrument:\s?'CONTRACT'/g, "category: 'INVESTMENT', instrument: 'CONTRACT'"],
  [/\binstrument:(?=\['CONTRACT',)/g, "category: 'INVESTMENT', instrument:"],
  [/\binstrument: CONTRACT\b/g, 'category: INVESTMENT instrument: CONTRACT'],
  // Settings, metrics, modules
  [/\bPUBLIC_OPERATIONS=registered\b/g, 'PUBLIC_OPERATIONS=persisted'],
  [/\bREGISTERED_OPERATIONS\b/g, 'PERSISTED_DOCUMENTS'],
  [/\bpavilion_hints_total\b/g, 'pavilion_notifications_total'],
  [/src\/stream\/feed\.ts/g, 'src/stream/live-stream.ts'],
  [/src\/stream\/hints\.ts/g, 'src/stream/notifier.ts'],
  [/\bLocalHints\b/g, 'LocalNotifier'],
  [/\bFeed\b/g, 'LiveStream'],
];

const [from, to] = process.argv.slice(2);
if (!from || !to) {
  console.error('Usage: node test/cases/port.ts <folder of scripts> <new folder>');
  process.exit(2);
}
cpSync(from, to, { recursive: true });
for (const path of readdirSync(to, { recursive: true, encoding: 'utf8' })) {
  if (!/\.(ts|mjs|sh)$/.test(path)) continue;
  const file = join(to, path);
  let text = readFileSync(file, 'utf8');
  for (const [pattern, replacement] of renames) text = text.replace(pattern, replacement);
  writeFileSync(file, text);
}
