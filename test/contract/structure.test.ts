import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url).pathname;

/** What each module of src may import, named one by one. A test holds that there is no circle, and that the table of ARCHITECTURE.md has their order. */
const allowedImports: Record<string, readonly string[]> = {
  main: ['app', 'config', 'observability', 'shutdown', 'startup-banner', 'startup-errors'],
  shutdown: ['app', 'observability'],
  commands: [
    ...[
      'announcements',
      'backup',
      'auth',
      'config',
      'cluster',
      'database',
      'derived-columns',
      'execution',
      'export',
      'import',
      'redactions',
      'schema',
      'secret-files',
      'settings',
      'sheets',
      'spreadsheets',
      'startup-errors',
      'stream',
    ],
  ],
  'startup-banner': ['app', 'auth', 'config'],
  'startup-errors': ['cluster', 'config', 'database', 'postgres-hosts', 'redactions', 'tracing'],
  app: [
    ...['announcements', 'config', 'database', 'derived-columns', 'execution', 'http', 'observability'],
    ...['redactions', 'services', 'stream', 'tracing'],
  ],
  services: [
    ...['announcements', 'auth', 'cluster', 'compiled', 'config', 'database', 'execution', 'feeds'],
    ...[
      'graphql',
      'http',
      'observability',
      'presence',
      'rate-limit',
      'realtime',
      'redactions',
      'retention',
      'schema',
      'stream',
    ],
    ...['text', 'tracing'],
  ],
  redactions: ['auth', 'database', 'mutations', 'privacy', 'programme', 'stream'],
  feeds: ['errors', 'execution', 'spreadsheets'],
  retention: ['config', 'database', 'stream'],
  http: [
    'config',
    'database',
    'errors',
    'execution',
    'export',
    'feeds',
    'observability',
    'rate-limit',
    'realtime',
    'schema',
    'stream',
    'tracing',
  ],
  realtime: [
    ...[
      'announcements',
      'auth',
      'cache',
      'errors',
      'execution',
      'graphql',
      'observability',
      'programme',
      'rate-limit',
    ],
    ...['stream', 'text'],
  ],
  observability: [
    'announcements',
    'compiled',
    'database',
    'errors',
    'execution',
    'presence',
    'rate-limit',
    'stream',
  ],
  tracing: ['cluster', 'config', 'database', 'execution', 'stream'],
  execution: ['auth', 'cache', 'compiled', 'config', 'database', 'errors', 'graphql', 'rate-limit', 'stream'],
  compiled: ['cache', 'database', 'graphql'],
  'rate-limit': ['auth', 'cluster', 'errors', 'stream'],
  schema: ['access', 'audit', 'catalog', 'graphql', 'import', 'programme'],
  audit: [
    ...[
      'access',
      'auth',
      'catalog',
      'database',
      'derived-columns',
      'errors',
      'graphql',
      'mutations',
      'privacy',
    ],
    'text',
  ],
  export: ['auth', 'database', 'errors', 'graphql', 'import', 'sheets', 'spreadsheets', 'text'],
  import: [
    ...['auth', 'catalog', 'database', 'errors', 'graphql', 'mutations', 'privacy', 'programme', 'sheets'],
    ...['spreadsheets', 'stream', 'text'],
  ],
  access: ['auth', 'database', 'errors', 'graphql', 'mutations'],
  programme: [
    ...['announcements', 'auth', 'catalog', 'database', 'derived-columns', 'errors', 'graphql', 'money'],
    ...['mutations', 'presence', 'privacy', 'stream', 'text'],
  ],
  catalog: [
    ...[
      'announcements',
      'auth',
      'database',
      'derived-columns',
      'errors',
      'graphql',
      'money',
      'mutations',
      'text',
    ],
  ],
  mutations: ['announcements', 'auth', 'database', 'errors', 'graphql', 'money', 'privacy', 'stream', 'text'],
  graphql: ['amounts', 'announcements', 'auth', 'database', 'errors', 'money', 'presence', 'stream', 'text'],
  presence: ['cluster', 'stream'],
  announcements: ['cache', 'database', 'money', 'privacy', 'stream', 'text'],
  privacy: ['database', 'derived-columns', 'text'],
  auth: ['config', 'database', 'errors', 'stream'],
  'derived-columns': ['database', 'text'],
  backup: ['database'],
  sheets: ['money', 'spreadsheets', 'text'],
  spreadsheets: ['stream'],
  cluster: ['stream'],
  database: ['cache', 'config', 'postgres-hosts', 'stream'],
  stream: ['cache'],
  cache: [],
  money: [],
  // Used by the server and by the pages.
  amounts: [],
  text: [],
  errors: [],
  config: ['settings'],
  settings: ['postgres-hosts', 'secret-files'],
  'postgres-hosts': [],
  'secret-files': [],
  // They are independent of the server and import nothing of it.
  web: ['amounts', 'client'],
  client: [],
};

/**
 * What each folder of a module with several folders may import of the others, by the same rules. A file beside the
 * folders counts as a folder of its own name.
 */
const allowedImportsOfFolders: Record<string, Record<string, readonly string[]>> = {
  catalog: {
    organizations: ['duplicates', 'exhibitions'],
    exhibitions: ['duplicates'],
    people: ['duplicates', 'exhibitions', 'organizations'],
    duplicates: [],
  },
  programme: {
    copies: [],
    figures: ['ceremonies', 'sources'],
    outcomes: ['announcements', 'deals', 'sources'],
    control: ['ceremonies', 'lease'],
    ceremonies: ['announcements', 'deals', 'deletable', 'lease', 'open-ceremony', 'speeches', 'status'],
    deals: ['announcements', 'deletable', 'lease', 'open-ceremony', 'recorded-day', 'sources', 'status'],
    speeches: ['announcements', 'deletable', 'lease', 'open-ceremony', 'recorded-day', 'sources', 'status'],
    presence: ['announcements'],
    walls: ['announcements'],
    redactions: [],
    announcements: [],
    deletable: [],
    'open-ceremony': ['lease'],
    lease: [],
    'recorded-day': [],
    sources: [],
    status: [],
  },
  web: {
    'assets.d': [],
    dev: ['bundle'],
    'generate-operations': [],
    preview: [
      'bundle',
      'desk',
      'format',
      'headline',
      'old-engines',
      'operations',
      'page-storage',
      'rendering',
      'overlay',
      'wall',
    ],
    // The desk previews what the walls will say, in their words.
    desk: [
      'api',
      'format',
      'headline',
      'offline',
      'old-engines',
      'operations',
      'page-address',
      'page-storage',
      'rendering',
      'wall',
    ],
    // The state of a wall, in its words: an overlay shows a part of it on a transparent page.
    overlay: [
      'api',
      'format',
      'headline',
      'offline',
      'old-engines',
      'operations',
      'page-address',
      'rendering',
      'wall',
    ],
    // It has the sign-in of the desk and the names of the walls.
    print: ['api', 'desk', 'format', 'headline', 'old-engines', 'operations', 'page-address', 'wall'],
    wall: [
      'api',
      'format',
      'headline',
      'offline',
      'old-engines',
      'operations',
      'page-address',
      'page-storage',
      'rendering',
    ],
    api: ['operations', 'page-address'],
    format: ['operations'],
    bundle: [],
    headline: [],
    offline: [],
    'old-engines': [],
    'too-old': [],
    operations: [],
    'page-address': ['page-storage'],
    'page-storage': [],
    // The clock of a page is that of the server.
    rendering: ['api'],
  },
};

interface Source {
  file: string;
  module: string;
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
      return { file: path, module: moduleOf(path), imports };
    });
}

function moduleOf(path: string): string {
  return path.replace(/\.tsx?$/, '').split('/')[0]!;
}

const sources = readSources();

/** Which nodes import which others, each with the files that do. */
type Graph = Map<string, Map<string, string[]>>;

/** The imports between the nodes that the files below a folder of src belong to. */
function importsBetween(files: readonly Source[], folder: string, nodeOf: (path: string) => string): Graph {
  const graph: Graph = new Map();
  for (const { file, imports } of files) {
    const node = nodeOf(file.slice(folder.length));
    const targets = graph.get(node) ?? new Map<string, string[]>();
    graph.set(node, targets);
    for (const path of imports.filter((each) => each.startsWith(`src/${folder}`))) {
      const target = nodeOf(path.slice(`src/${folder}`.length));
      if (target !== node) targets.set(target, [...(targets.get(target) ?? []), file]);
    }
  }
  return graph;
}

const modules = importsBetween(sources, '', moduleOf);

const files = importsBetween(sources, '', (path) => path);

function foldersOf(module: string): Graph {
  const inside = sources.filter(({ file }) => file.startsWith(`${module}/`));
  return importsBetween(inside, `${module}/`, moduleOf);
}

function forbiddenImports(graph: Graph, allowed: Record<string, readonly string[]>): string[] {
  return [...graph].flatMap(([name, targets]) =>
    [...targets]
      .filter(([target]) => !allowed[name]?.includes(target))
      .map(([target, importing]) => `${name} imports ${target}: ${importing.join(', ')}`),
  );
}

function unusedImports(graph: Graph, allowed: Record<string, readonly string[]>): string[] {
  return Object.entries(allowed).flatMap(([name, targets]) =>
    targets.filter((target) => !graph.get(name)?.has(target)).map((target) => `${name}: ${target}`),
  );
}

/** The nodes of a cycle. Empty if there is none. */
function findCircle(targetsOf: ReadonlyMap<string, Iterable<string>>): string[] {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): string[] => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return [];
    for (const target of targetsOf.get(name) ?? []) {
      const circle = visit(target, [...path, name]);
      if (circle.length > 0) return circle;
    }
    done.add(name);
    return [];
  };
  for (const name of targetsOf.keys()) {
    const circle = visit(name, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

describe('the modules', () => {
  it('are all listed with their allowed imports', () => {
    expect([...modules.keys()].sort()).toEqual(Object.keys(allowedImports).sort());
  });

  it('are all in the table of ARCHITECTURE.md, above those that they import', () => {
    const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
    const rows = [...text.matchAll(/^\| ((?:`[\w-]+` ?)+)\|/gm)].map(([, names]) =>
      [...names!.matchAll(/`([\w-]+)`/g)].map(([, name]) => name!),
    );
    const rowOf = new Map(rows.flatMap((names, row) => names.map((name) => [name, row] as const)));
    expect([...rowOf.keys()].sort()).toEqual(Object.keys(allowedImports).sort());
    const upwards = Object.entries(allowedImports).flatMap(([name, imported]) =>
      imported
        .filter((other) => rowOf.get(other)! < rowOf.get(name)!)
        .map((other) => `${name} imports ${other}`),
    );
    expect(upwards).toEqual([]);
  });

  it('import only allowed modules', () => {
    expect(forbiddenImports(modules, allowedImports)).toEqual([]);
  });

  it('use every allowed import', () => {
    expect(unusedImports(modules, allowedImports)).toEqual([]);
  });

  it('form no cycle', () => {
    expect(findCircle(new Map(Object.entries(allowedImports)))).toEqual([]);
  });

  it('have no cycle of files, not even of types', () => {
    expect(findCircle(new Map([...files].map(([file, targets]) => [file, targets.keys()])))).toEqual([]);
  });

  it('keep the stream free of GraphQL, SQL and the domain', () => {
    const wrong = sources
      .filter(({ module }) => module === 'stream')
      .flatMap(({ file, imports }) =>
        imports
          .filter((path) => !/^(node:|src\/(stream|cache)\/)/.test(path))
          .map((path) => `${file}: ${path}`),
      );
    expect(wrong).toEqual([]);
  });

  it('include a client that imports no other module', () => {
    const wrong = sources
      .filter(({ module }) => module === 'client')
      .flatMap(({ file, imports }) =>
        imports
          .filter((path) => path.startsWith('src/') && !path.startsWith('src/client/'))
          .map((path) => `${file}: ${path}`),
      );
    expect(wrong).toEqual([]);
  });

  it('let the pages import the client and the amounts only: they are ordinary clients of the public API', () => {
    const wrong = sources
      .filter(({ module }) => module === 'web')
      .flatMap(({ file, imports }) =>
        imports
          .filter((path) => path.startsWith('src/') && !/^src\/(web|client|amounts)\//.test(path))
          .map((path) => `${file}: ${path}`),
      );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['ioredis', /^cluster\/redis-/],
    ['ws', /^realtime\//],
    ['graphql-ws', /^(realtime|client)\//],
    ['graphql-yoga', /^http\//],
    ['lru-cache', /^cache\//],
    ['preact', /^web\//],
    ['react', /^client\/use-/],
    ['esbuild', /^web\/(bundle|preview\/server)\.ts$/],
    ['pg', /^(database|announcements)\//],
    ['@electric-sql/pglite', /^database\/embedded\.ts$/],
    ['sax', /^spreadsheets\/xml-events\.ts$/],
    ['@zip.js/zip.js', /^spreadsheets\//],
    ['canonicalize', /^privacy\/canonical-json\.ts$/],
    ['csv-parse/sync', /^spreadsheets\/read-csv\.ts$/],
    ['jose', /^auth\/(tokens|issuer-keys)\.ts$/],
    ['zod', /^(access|audit|auth|catalog|import|settings\.ts|mutations|programme)/],
  ])('imports %s only in its own module', (library, place) => {
    const importing = sources.filter(({ imports }) => imports.includes(library)).map(({ file }) => file);
    expect(importing.length).toBeGreaterThan(0);
    expect(importing.filter((file) => !place.test(file))).toEqual([]);
  });

  it('use the Prisma client in the database module only: others read through `rows`', () => {
    const users = sources.filter(({ file }) =>
      /(database|context)\.prisma\b|[{,]\s*prisma\s*[,}]/.test(readFileSync(join(root, 'src', file), 'utf8')),
    );
    expect(users.map(({ file }) => file).filter((file) => !file.startsWith('database/'))).toEqual([]);
  });

  it('read the environment in one file', () => {
    const readers = sources.filter(({ file }) =>
      /process\.env/.test(readFileSync(join(root, 'src', file), 'utf8')),
    );
    const allowed = ['config.ts', 'main.ts', 'commands/environment.ts'];
    expect(readers.map(({ file }) => file).filter((file) => !allowed.includes(file))).toEqual([]);
  });

  it('have no folder or file with a name such as utils or common', () => {
    const drawers = sources.filter(({ file }) =>
      /(^|\/)(utils?|helpers?|common|shared|misc|index)(\/|\.ts$)/.test(file),
    );
    expect(drawers.map(({ file }) => file).filter((file) => file !== 'client/index.ts')).toEqual([]);
  });

  it('keep no mutable state at module level, so that two servers in one process share nothing', () => {
    const mutable = [
      /^(?:export )?(?:let|var) /m,
      // A constant set or map is typed as one that nobody changes.
      /^(?:export )?const \w+(?:: (?!Readonly)[^=]+)? = new (?:Map|WeakMap|Set|WeakSet)\b/m,
      /^(?:export )?const \w+(?:: (?!readonly |Readonly)[^=]+)? = (?:\[\]|\{\});/m,
      // Every other object: a cache, a registry, a counter.
      /^(?:export )?const \w+(?:: [^=]+)? = (?:new (?!Map|WeakMap|Set|WeakSet|URL\b)[A-Z]\w*|z\.registry)/m,
    ];
    const stateful = sources
      .filter(({ module }) => module !== 'web')
      .filter(({ file }) => {
        const text = readFileSync(join(root, 'src', file), 'utf8');
        return mutable.some((pattern) => pattern.test(text));
      })
      .map(({ file }) => file);
    expect(stateful.sort()).toEqual([
      // The values of the request that runs, which Node keeps apart.
      'execution/request-id.ts',
      // Filled while the modules of the schema load, and read only once it is built.
      'graphql/builder.ts',
      'graphql/visibility.ts',
      'mutations/input-type.ts',
    ]);
  });

  it('take clocks, timers and randomness from the scheduler, so that tests and the simulation own the time', () => {
    const direct =
      /(?<![\w.])(?:setTimeout|setInterval|setImmediate|clearTimeout|clearInterval)\(|Date\.now\b|new Date\(\)|Math\.random\b|performance\.now\b|node:timers/;
    const users = sources
      .filter(({ module }) => module !== 'web')
      .filter(({ file }) => {
        const code = readFileSync(join(root, 'src', file), 'utf8').replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
        return direct.test(code);
      })
      .map(({ file }) => file);
    expect(users.sort()).toEqual([
      // Beside the clock that jose keeps of the same keys.
      'auth/issuer-keys.ts',
      'client/scheduler.ts',
      // Programs that run by themselves.
      'commands/ceremony/api.ts',
      'commands/ceremony/perform.ts',
      // Opened before anything else; ReadQueue is given the clock.
      'database/database.ts',
      // Nothing else keeps the process alive before the database is open.
      'database/open-when-reachable.ts',
      // They work while the process ends, when nothing else does.
      'observability/log-destination.ts',
      'shutdown.ts',
      'stream/scheduler.ts',
      // The clock that the SDK of OpenTelemetry keeps of its spans.
      'tracing/otlp-tracing.ts',
    ]);
  });
});

describe('the folders of a module', () => {
  it('are all listed with their allowed imports, where a module has more than one', () => {
    const withFolders = [...modules.keys()].filter((module) => {
      const folders = sources
        .filter(({ file }) => file.startsWith(`${module}/`))
        .map(({ file }) => file.split('/'))
        .filter((segments) => segments.length > 2)
        .map((segments) => segments[1]);
      return new Set(folders).size > 1;
    });
    expect(withFolders.sort()).toEqual(Object.keys(allowedImportsOfFolders).sort());
    for (const [module, allowed] of Object.entries(allowedImportsOfFolders))
      expect([...foldersOf(module).keys()].sort(), module).toEqual(Object.keys(allowed).sort());
  });

  it.each(Object.entries(allowedImportsOfFolders))(
    'of %s import only allowed ones, without a cycle',
    (module, allowed) => {
      expect(forbiddenImports(foldersOf(module), allowed)).toEqual([]);
      expect(unusedImports(foldersOf(module), allowed)).toEqual([]);
      expect(findCircle(new Map(Object.entries(allowed)))).toEqual([]);
    },
  );
});

describe('the clocks', () => {
  it('of the machine are asked in few places: servers do not agree on them (src/database/database-clock.ts)', () => {
    const ofOneServer = [
      ...['stream/scheduler.ts', 'auth/issuer-keys.ts', 'observability/log-destination.ts'],
      'observability/rejection-log.ts',
    ];
    const wrong = sources
      .filter(({ module, file }) => module !== 'web' && module !== 'client' && !ofOneServer.includes(file))
      .filter(({ file }) =>
        /Date\.now\(|new Date\(\)|timeOrigin/.test(readFileSync(join(root, 'src', file), 'utf8')),
      )
      .map(({ file }) => file);
    expect(wrong).toEqual([]);
  });
});
