/** GET /export/…: a spreadsheet of an exhibition, for the token of an organizer. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CodedError } from '../errors/coded-error.ts';
import { Forbidden, Unauthenticated } from '../errors/user-errors.ts';
import type { Pipeline } from '../execution/pipeline.ts';
import type { Downloads, ExportPath } from '../export/download.ts';
import type { RateLimits } from '../rate-limit/rate-limits.ts';

export interface DownloadParts {
  pipeline: Pick<Pipeline, 'authenticate' | 'requireValid'>;
  limits: Pick<RateLimits, 'requireToken'>;
  downloads: Pick<Downloads, 'make'>;
}

/** False if there is no such exhibition. Throws the error that the caller receives. */
export async function sendDownload(
  { pipeline, limits, downloads }: DownloadParts,
  path: ExportPath,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const authorization = request.headers.authorization ?? null;
  if (authorization === null) throw new Unauthenticated();
  const { identity } = await pipeline.authenticate({ authorization, languages: null });
  limits.requireToken(identity);
  const made = await downloads
    .make(identity, path, () => !response.destroyed)
    .catch((error: unknown) => {
      throw error instanceof Forbidden ? new CodedError('FORBIDDEN', error.message, { status: 403 }) : error;
    });
  // Making a large file takes seconds.
  pipeline.requireValid(identity);
  if (!made) return false;
  response.writeHead(200, {
    'content-type': made.mediaType,
    'content-length': made.body.length,
    'content-disposition': `attachment; filename="${made.name}"`,
    // It has what only an organizer sees.
    'cache-control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : made.body);
  return true;
}
