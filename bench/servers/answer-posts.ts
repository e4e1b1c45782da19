import { createServer } from 'node:http';
import { listen } from './announcements.ts';

/** A minimal POST handler: body in, JSON out. */
export function answerPosts(answer: (body: string) => Promise<string | Buffer> | string | Buffer): void {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', async () => {
      const text = await answer(body);
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.setHeader('content-length', Buffer.byteLength(text));
      response.end(text);
    });
  });
  listen(server);
}
