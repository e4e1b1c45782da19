/** What is written down is what the code does. */
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

interface Setting {
  group: string;
  name: string;
  default: string;
}

/** Groups are comments among the names, which stand alone on their lines. */
function settingsIn(text: string, line: RegExp, defaultOf: (rest: string) => string): Setting[] {
  let group = '';
  const settings: Setting[] = [];
  for (const { groups } of text.matchAll(line)) {
    if (groups!.group) group = groups!.group;
    else settings.push({ group, name: groups!.name!, default: defaultOf(groups!.rest!) });
  }
  return settings;
}

describe('.env.example', () => {
  const example = read('.env.example');

  it('names every setting of config.ts, in its groups and its order, with its default', () => {
    const [, schema] = read('src/config.ts').match(/\.object\(\{\n(.+?)\n {2}\}\)/s)!;
    const inCode = settingsIn(
      schema!,
      /^ {4}(?:\/\/ (?<group>.+)|(?<name>[A-Z_]+): (?<rest>.+),)$/gm,
      (rest) => {
        const [, value = ''] = rest.match(/\.default\((.+)\)$/) ?? [];
        return value === '[]' ? '' : value.startsWith("'") ? value.slice(1, -1) : value.replaceAll('_', '');
      },
    );
    const inExample = settingsIn(
      example,
      /^(?:## (?<group>.+)|(?<name>[A-Z_]+)=(?<rest>.*))$/gm,
      (rest) => rest,
    );
    expect(schema!.match(/^ {4}[A-Z_]+:/gm)).toHaveLength(inCode.length);
    expect(inExample).toEqual(inCode);
  });

  it('says of each in one line what it is for', () => {
    const lines = example.split('\n');
    const isSetting = (line: string | undefined) => /^[A-Z_]+=/.test(line ?? '');
    const explained = lines.filter((line, index) => /^# \S.+\.$/.test(line) && isSetting(lines[index + 1]));
    expect(explained).toHaveLength(lines.filter(isSetting).length);
  });

  it('changes nothing when it is used as it is', () => {
    expect(readConfig(parseEnv(example))).toEqual(readConfig({}));
  });
});
