/** The tarball of the client library in a project that has nothing else of Pavilion. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { buildClient, packClient } from '../../integrations/client/build.ts';
import { npmEnvironment } from '../support/child-process.ts';
import { writeRecipes } from '../support/client-recipes.ts';

const versions: Record<string, string> = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
).devDependencies;

function useProject(): { folder: string; run(program: string, ...parameters: string[]): string } {
  const folder = mkdtempSync(join(tmpdir(), 'pavilion-project-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'project', private: true, type: 'module' }),
  );
  const run = (program: string, ...parameters: string[]) => {
    const { status, stdout, stderr } = spawnSync(program, parameters, {
      cwd: folder,
      encoding: 'utf8',
      env: npmEnvironment,
    });
    expect({ status, stderr: status === 0 ? '' : stderr + stdout }).toEqual({ status: 0, stderr: '' });
    return stdout;
  };
  return { folder, run };
}

const packed = () => {
  const folder = mkdtempSync(join(tmpdir(), 'pavilion-client-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  buildClient(join(folder, 'package'));
  return packClient(join(folder, 'package'), folder);
};

it('installs graphql-ws and graphql beside it, and nothing else, and is imported without React', () => {
  const { folder, run } = useProject();
  run('npm', 'install', '--no-audit', '--no-fund', packed());
  const installed = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
  expect(installed.sort()).toEqual(['@pavilion-expo', 'graphql', 'graphql-ws']);
  const program = `import * as client from '@pavilion-expo/client'; console.log(typeof client.followAnnouncements)`;
  // Also with the Node of the machine, which need not be that of the server.
  expect(run('node', '--input-type=module', '--eval', program)).toBe('function\n');
});

it('has types with which the recipes compile, in the strictest mode and with the libraries’ own types checked', () => {
  const { folder, run } = useProject();
  const libraries = [
    '@apollo/client',
    '@urql/core',
    'relay-runtime',
    '@types/relay-runtime',
    'rxjs',
    'react',
    '@types/react',
  ];
  const tools = ['typescript', '@types/node'];
  const exact = [...libraries, ...tools].map((name) => `${name}@${versions[name]}`);
  run('npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', packed(), ...exact);
  mkdirSync(join(folder, 'recipes'));
  writeRecipes(join(folder, 'recipes'), { url: 'https://expo.example', slug: 'yancheng-2023' });
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      include: ['recipes'],
      compilerOptions: {
        ...{ strict: true, noUncheckedIndexedAccess: true, noEmit: true, allowImportingTsExtensions: true },
        ...{ module: 'nodenext', target: 'es2024', lib: ['es2024', 'dom', 'dom.iterable'], jsx: 'react-jsx' },
        types: ['node'],
        // relay-runtime's types need it; those of the client are checked in any case, by the next lines.
        skipLibCheck: true,
      },
    }),
  );
  run('npx', 'tsc', '-p', '.');
  run(
    'npx',
    'tsc',
    '--ignoreConfig',
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--types',
    '',
    ...['index', 'react'].map((entry) => `node_modules/@pavilion-expo/client/lib/${entry}.d.ts`),
  );
});
