/** Serves page.html, which any web server can do. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const port = Number(process.env.PORT ?? 4200);
const page = readFileSync(new URL('page.html', import.meta.url));
createServer((_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`));
