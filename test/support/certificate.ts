import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Files with a certificate for localhost and 127.0.0.1, which is its own authority, and its key. */
export function makeCertificate(directory: string): { key: string; certificate: string } {
  const [key, certificate] = [join(directory, 'tls.key'), join(directory, 'tls.crt')];
  const made = spawnSync(
    'openssl',
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '1',
      ],
      ...['-keyout', key, '-out', certificate, '-subj', '/CN=localhost'],
      ...['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
    ],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`openssl failed:\n${made.stderr}`);
  return { key, certificate };
}
