/** What is written down is what the code does. */
import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { settingGroups } from '../../src/settings.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('.env.example', () => {
  const example = read('.env.example');

  it('lists every setting by group, in order, with its default', () => {
    const inExample = example
      .split(/^## /m)
      .slice(1)
      .map((section) => [
        section.split('\n', 1)[0],
        [...section.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
      ]);
    const inCode = Object.entries(settingGroups).map(([group, settings]) => [
      group,
      Object.entries(settings).map(([name, type]) => [name, String(type.parse(undefined) ?? '')]),
    ]);
    expect(inExample).toEqual(inCode);
    expect(inCode.length).toBeGreaterThan(3);
  });

  it('describes each setting in one line', () => {
    const lines = example.split('\n');
    const isSetting = (line: string | undefined) => /^[A-Z_]+=/.test(line ?? '');
    const explained = lines.filter((line, index) => /^# \S.+\.$/.test(line) && isSetting(lines[index + 1]));
    expect(explained).toHaveLength(lines.filter(isSetting).length);
  });

  it('changes no setting when it is used unmodified', () => {
    expect(readConfig(parseEnv(example))).toEqual(readConfig({}));
  });
});

describe('README.md', () => {
  const readme = read('README.md');

  it('is at most 150 lines long', () => {
    expect(readme.split('\n').length - 1).toBeLessThanOrEqual(150);
  });

  it('names only existing commands, files and folders', () => {
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

  it('names an existing test for each defence', () => {
    const named = rows.map((row) => /\| (test\/\S+\.ts) \|$/.exec(row)?.[1] ?? `none in: ${row}`);
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([]);
  });

  it('names only existing settings', () => {
    const named = [...read('docs/security.md').matchAll(/`([A-Z]+(?:_[A-Z]+)+)/g)].map((match) => match[1]!);
    const known = read('.env.example');
    expect([...new Set(named)].filter((name) => !known.includes(`${name}=`))).toEqual([]);
  });

  it('states the limits of the code', () => {
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
    expect(text).toContain(`bodies of ${inCode('src/http/decode.ts', /maxBodyBytes = (\d+) \* 1024/)} KiB`);
    expect(text).toContain(
      `messages of ${inCode('src/realtime/websocket.ts', /maxMessageBytes = (\d+) \* 1024/)} KiB`,
    );
    const [, depth, breadth, complexity] = /depth: (\d+), breadth: (\d+), complexity: ([\d_]+)/.exec(
      read('src/graphql/builder.ts'),
    )!;
    const introspection = inCode('src/execution/introspection-cost.ts', /maxIntrospectionCost = ([\d_]+)/);
    expect(text).toContain(`introspection of at most ${introspection.toLocaleString('en')} characters`);
    expect(text).toContain(`depth ${depth}, breadth ${breadth}, complexity ${complexity!.replace('_', ',')}`);
  });
});
