/** What is written down is what the code does. */
import { existsSync, readFileSync } from 'node:fs';
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

describe('README.md', () => {
  const readme = read('README.md');

  it('is short enough to be read', () => {
    expect(readme.split('\n').length - 1).toBeLessThanOrEqual(150);
  });

  it('names commands, files and folders that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const commands = [...readme.matchAll(/npm (?:start|test|run ([a-z:]+))/g)].map(
      ([, name]) => name ?? 'start',
    );
    expect(commands.length).toBeGreaterThan(10);
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => path!);
    expect(links.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([]);
  });
});

describe('docs/security.md', () => {
  const rows = read('docs/security.md')
    .split('\n')
    .filter((line) => line.startsWith('| **'));

  it('names for each defence a test that exists', () => {
    const named = rows.map((row) => /\| (test\/\S+\.ts) \|$/.exec(row)?.[1] ?? `none in: ${row}`);
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([]);
  });

  it('names settings that there are', () => {
    const named = [...read('docs/security.md').matchAll(/`([A-Z]+(?:_[A-Z]+)+)/g)].map((match) => match[1]!);
    const known = read('.env.example');
    expect([...new Set(named)].filter((name) => !known.includes(`${name}=`))).toEqual([]);
  });

  it('tells the limits that the code has', () => {
    const text = read('docs/security.md');
    const inCode = (path: string, pattern: RegExp) =>
      Number(pattern.exec(read(path))![1]!.replaceAll('_', ''));
    expect(text).toContain(
      `headers ${inCode('src/http/server.ts', /headersTimeoutMs = ([\d_]+)/) / 1_000} s`,
    );
    expect(text).toContain(
      `request ${inCode('src/http/server.ts', /requestTimeoutMs = ([\d_]+)/) / 1_000} s`,
    );
    expect(text).toContain(
      `statement ${inCode('src/database/database.ts', /statementTimeoutMs = ([\d_]+)/) / 1_000} s`,
    );
    expect(text).toContain(
      `lock ${inCode('src/database/database.ts', /lockTimeoutMs = ([\d_]+)/) / 1_000} s`,
    );
    expect(text).toContain(
      `bodies of ${inCode('src/http/graphql-over-http.ts', /maxBodyBytes = (\d+) \* 1024/)} KiB`,
    );
    expect(text).toContain(
      `messages of ${inCode('src/realtime/websocket.ts', /maxMessageBytes = (\d+) \* 1024/)} KiB`,
    );
    const [, depth, breadth, complexity] = /depth: (\d+), breadth: (\d+), complexity: ([\d_]+)/.exec(
      read('src/graphql/builder.ts'),
    )!;
    const introspection = inCode('src/execution/introspection-cost.ts', /maxIntrospectionCost = ([\d_]+)/);
    expect(text).toContain(`introspection of about ${introspection.toLocaleString('en')} fields`);
    expect(text).toContain(`depth ${depth}, breadth ${breadth}, complexity ${complexity!.replace('_', ',')}`);
  });
});
