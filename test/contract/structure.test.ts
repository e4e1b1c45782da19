import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url).pathname;

/** From the top of the house down: a room imports itself and rooms further down, never one above. */
const floors = [
  ['main', 'commands'],
  ['app', 'greeting', 'explain-start-error'],
  ['server'],
  ['schema'],
  ['ceremonies', 'companies', 'deals', 'exhibitions', 'figures', 'speeches'],
  ['announcements', 'auth', 'changes', 'desk', 'graphql'],
  ['database', 'errors', 'money', 'stream', 'text'],
  ['config'],
];
/** Rooms that stand beside the house: they import nothing of it. */
const apart = ['client', 'web'];

interface Source {
  file: string;
  room: string;
  imports: string[];
}

function readSources(): Source[] {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => {
      const text = readFileSync(join(root, 'src', path), 'utf8');
      const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
      const imports = specifiers.map((each) =>
        each.startsWith('.') ? normalize(join('src', path, '..', each)) : each,
      );
      return { file: path, room: roomOf(path), imports };
    });
}

function roomOf(path: string): string {
  return path.replace(/\.tsx?$/, '').split('/')[0]!;
}

const sources = readSources();
const floorOf = (room: string) => floors.findIndex((rooms) => rooms.includes(room));

describe('the house', () => {
  it('has a floor for every room', () => {
    const rooms = new Set(sources.map(({ room }) => room));
    expect([...rooms].filter((room) => floorOf(room) === -1 && !apart.includes(room))).toEqual([]);
  });

  it('has arrows that go down only', () => {
    const wrong = sources.flatMap(({ file, room, imports }) =>
      imports
        .filter((path) => path.startsWith('src/'))
        .map((path) => roomOf(path.slice('src/'.length)))
        .filter(
          (to) => to !== room && !(apart.includes(to) && room === 'commands') && floorOf(to) < floorOf(room),
        )
        .map((to) => `${file} imports ${to}`),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps the stream free of GraphQL, SQL and the domain', () => {
    const wrong = sources
      .filter(({ room }) => room === 'stream')
      .flatMap(({ file, imports }) =>
        imports
          .filter((path) => !/^(node:|src\/stream\/|ioredis$)/.test(path))
          .map((path) => `${file}: ${path}`),
      );
    expect(wrong).toEqual([]);
  });

  it('lets the client stand alone', () => {
    const wrong = sources
      .filter(({ room }) => room === 'client')
      .flatMap(({ file, imports }) =>
        imports
          .filter((path) => path.startsWith('src/') && !path.startsWith('src/client/'))
          .map((path) => `${file}: ${path}`),
      );
    expect(wrong).toEqual([]);
  });

  it('lets the pages know the client alone: they are ordinary clients of the public API', () => {
    const wrong = sources
      .filter(({ room }) => room === 'web')
      .flatMap(({ file, imports }) =>
        imports
          .filter((path) => path.startsWith('src/') && !/^src\/(web|client)\//.test(path))
          .map((path) => `${file}: ${path}`),
      );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['ioredis', /^stream\/redis-/],
    ['ws', /^server\//],
    ['graphql-ws', /^(server|client)\//],
    ['graphql-yoga', /^server\//],
    ['preact', /^web\//],
    ['esbuild', /^web\/bundle\.ts$/],
    ['pg', /^(database|announcements)\//],
    ['@electric-sql/pglite', /^database\/embedded\.ts$/],
    ['jose', /^auth\/(tokens|issuer-keys)\.ts$/],
    ['zod', /^(?!graphql|stream|server)/],
  ])('imports %s in its place alone', (library, place) => {
    const importing = sources.filter(({ imports }) => imports.includes(library)).map(({ file }) => file);
    expect(importing.length).toBeGreaterThan(0);
    expect(importing.filter((file) => !place.test(file))).toEqual([]);
  });

  it('reads the environment in one file', () => {
    const readers = sources.filter(({ file }) =>
      /process\.env/.test(readFileSync(join(root, 'src', file), 'utf8')),
    );
    const allowed = [
      'config.ts',
      'main.ts',
      'commands/ceremony.ts',
      'commands/migrate.ts',
      'commands/revoke.ts',
      'commands/token.ts',
    ];
    expect(readers.map(({ file }) => file).filter((file) => !allowed.includes(file))).toEqual([]);
  });

  it('has no drawer for what did not find its place', () => {
    const drawers = sources.filter(({ file }) =>
      /(^|\/)(utils?|helpers?|common|shared|misc|index)(\/|\.ts$)/.test(file),
    );
    expect(drawers.map(({ file }) => file).filter((file) => file !== 'client/index.ts')).toEqual([]);
  });
});
