import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { secretSettings } from '../../src/secret-files.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('deploy/pavilion.service', () => {
  const unit = read('deploy/pavilion.service');
  const settingOf = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1];

  it('has only sections, comments and assignments', () => {
    const lines = unit
      .split('\n')
      .filter((line) => !/^(|#.*|\[(Unit|Service|Install)\]|[A-Z]\w+=.*)$/.test(line));
    expect(lines).toEqual([]);
  });

  it('kills the server only after it has ended itself', () => {
    const [, exitAfterMs] = /exitAfterMs = ([\d_]+)/.exec(read('src/shutdown.ts'))!;
    expect(Number(settingOf('TimeoutStopSec')) * 1_000).toBeGreaterThan(
      Number(exitAfterMs!.replace('_', '')),
    );
  });

  it('starts what `npm run build` writes, with the Node of the dependencies', () => {
    const [program, script] = settingOf('ExecStart')!.split(' ');
    expect(program).toBe(`${settingOf('WorkingDirectory')}/node_modules/.bin/node`);
    expect(read('README.md')).toContain(`node ${script}`);
  });
});

describe('docs/deploy.md', () => {
  const document = read('docs/deploy.md');

  it('names only existing tests, files and settings', () => {
    const files = [...document.matchAll(/\b((?:test|deploy|prisma)\/[\w./-]+\.\w+)/g)].map(
      ([, path]) => path!,
    );
    expect(files.length).toBeGreaterThan(6);
    expect(files.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([]);
    const settings = [...document.matchAll(/`((?:DATABASE|REDIS|MIGRATE|TRUST|AUTH)_[A-Z_]+)/g)].map(
      ([, name]) => name!,
    );
    expect(settings.length).toBeGreaterThan(6);
    const example = read('.env.example');
    const isKnown = (name: string) =>
      example.includes(`${name}=`) || secretSettings.some((secret) => name === `${secret}_FILE`);
    expect(settings.filter((name) => !isKnown(name))).toEqual([]);
  });
});
