/** .dockerignore, by the rules of Docker. */
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readContext } from '../../support/docker-context.ts';

const root = new URL('../../../', import.meta.url).pathname;
const context = readContext(root);

it.each([
  ...[
    '.env',
    '.git/config',
    '.data/postgres/base/1',
    'deploy/secrets/auth_secret',
    'src.env',
    'secrets/tls.pem',
  ],
  ...[
    'node_modules/pg/package.json',
    'dist/src/main.js',
    'pages/screen.html',
    'test/unit/money/money.test.ts',
  ],
  ...['prisma/generated/client/client.ts', 'examples/visitor/node_modules/react/package.json'],
])('keeps %s out of an image', (path) => {
  expect(context.has(path)).toBe(false);
});

it.each([
  'package.json',
  'package-lock.json',
  'src/main.ts',
  'src/web/wall/page.tsx',
  'prisma/roles.sql',
  'deploy/release/build.ts',
  'tsconfig.build.json',
])('gives %s to the build', (path) => {
  expect(existsSync(`${root}${path}`)).toBe(true);
  expect(context.has(path)).toBe(true);
});
