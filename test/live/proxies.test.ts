/** deploy/nginx.conf and deploy/haproxy.cfg in front of two servers. proxies.long.test.ts restarts the servers. */
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { useServersBehind } from '../support/behind-proxy.ts';

describe.each(['nginx', 'haproxy'] as const)('through %s', (name) => {
  const behind = useServersBehind(name);

  it('redirects to TLS, marks it, keeps the metrics inside and serves the pages', async () => {
    const { port, plainPort } = behind.proxy;
    const redirect = await new Promise<IncomingMessage>((resolve, reject) =>
      plainRequest({ host: '127.0.0.1', port: plainPort, path: '/screen/x' }, resolve)
        .on('error', reject)
        .end(),
    );
    redirect.resume();
    expect(redirect.statusCode).toBe(301);
    const page = await behind.open(`/screen/${behind.stage.slug}`, {
      headers: { host: `localhost:${port}` },
    });
    page.resume();
    expect([page.statusCode, page.headers['strict-transport-security']]).toEqual([
      200,
      expect.stringContaining('max-age'),
    ]);
    const metrics = await behind.open('/metrics');
    metrics.resume();
    expect(metrics.statusCode).toBe(404);
  });

  it('delivers an event stream without buffering, and accepts its own origin only', async () => {
    const origin = `https://localhost:${behind.proxy.port}`;
    const stream = async (from: string) =>
      behind.open(
        '/graphql',
        {
          method: 'POST',
          headers: {
            ...behind.headers(),
            host: `localhost:${behind.proxy.port}`,
            origin: from,
            accept: 'text/event-stream',
          },
        },
        JSON.stringify({
          query: `subscription { announcements(exhibition: "${behind.stage.slug}") { sequence } }`,
        }),
      );
    const refused = await stream('https://elsewhere.example');
    refused.resume();
    expect(refused.statusCode).toBe(403);
    const events = await stream(origin);
    onTestFinished(() => void events.destroy());
    expect(events.statusCode).toBe(200);
    let received = '';
    events.on('data', (chunk) => (received += chunk));
    const { status } = await behind.publish();
    expect(status).toBe(200);
    // The stream stays open: what is buffered would not arrive.
    await expect.poll(() => received).toContain('"sequence"');
  });
});
