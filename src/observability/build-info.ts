import { readFileSync } from 'node:fs';

/** It is not compiled: `dist/src/observability` is one folder deeper than `src/observability`. */
const manifest = new URL(
  import.meta.url.includes('/dist/src/') ? '../../../package.json' : '../../package.json',
  import.meta.url,
);

export interface BuildInfo {
  version: string;
  node: string;
}

export function readBuildInfo(): BuildInfo {
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return { version, node: process.versions.node };
}
