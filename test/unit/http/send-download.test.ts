import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, it, vi } from 'vitest';
import { publicIdentity } from '../../../src/auth/identity.ts';
import { Unauthenticated } from '../../../src/errors/user-errors.ts';
import { sendDownload } from '../../../src/http/send-download.ts';

const path = { slug: 'fair', format: 'json', sheet: null } as const;

function send(requireValid: () => void) {
  const response = { writeHead: vi.fn(), end: vi.fn(), destroyed: false };
  const sent = sendDownload(
    {
      pipeline: {
        authenticate: async () => ({ identity: publicIdentity, languages: null }) as never,
        requireValid,
      },
      limits: { requireToken: () => {} },
      downloads: {
        make: async () => ({ name: 'fair.json', mediaType: 'application/json', body: Buffer.from('{}') }),
      },
    },
    path,
    { headers: { authorization: 'Bearer x' } } as IncomingMessage,
    response as unknown as ServerResponse,
  );
  return { sent, response };
}

it('sends the file', async () => {
  const { sent, response } = send(() => {});
  expect(await sent).toBe(true);
  expect(response.end).toHaveBeenCalledWith(Buffer.from('{}'));
});

it('sends nothing if the token was revoked while the file was made', async () => {
  const { sent, response } = send(() => {
    throw new Unauthenticated();
  });
  await expect(sent).rejects.toThrow(Unauthenticated);
  expect(response.writeHead).not.toHaveBeenCalled();
  expect(response.end).not.toHaveBeenCalled();
});
