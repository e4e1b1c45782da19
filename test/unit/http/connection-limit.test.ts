import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { expect, it } from 'vitest';
import type { CodedError } from '../../../src/errors/coded-error.ts';
import { limitConnections } from '../../../src/http/connection-limit.ts';
import { Site } from '../../../src/http/site.ts';

const allowed = 2 * 300;

function serve(proxies: ConstructorParameters<typeof Site>[0]['proxies'] = { kind: 'none' }) {
  const server = new EventEmitter();
  const refused: { socket: unknown; error: CodedError }[] = [];
  limitConnections(server as never, {
    socketsPerAddress: 300,
    site: new Site({ basePath: '', proxies }),
    errorResponses: { refuse: (socket, error) => void refused.push({ socket, error }) },
  });
  const connect = (remoteAddress = '192.0.2.1') => {
    const socket = Object.assign(new EventEmitter(), { remoteAddress }) as unknown as Socket;
    server.emit('connection', socket);
    return socket;
  };
  return { connect, refused };
}

it('refuses connections of an address above its limit, and not those of others', () => {
  const { connect, refused } = serve();
  for (let count = 0; count < allowed; count++) connect();
  expect(refused).toEqual([]);
  const last = connect();
  expect(refused).toEqual([{ socket: last, error: expect.objectContaining({ code: 'RATE_LIMITED' }) }]);
  expect(refused[0]!.error.headers).toEqual({ 'retry-after': '10' });
  connect('192.0.2.2');
  expect(refused.length).toBe(1);
});

it('accepts one more for each that ends, also of those that were refused', () => {
  const { connect, refused } = serve();
  const sockets = Array.from({ length: allowed + 1 }, () => connect());
  expect(refused.length).toBe(1);
  // The refused one was not counted.
  sockets.at(-1)!.emit('close');
  connect();
  expect(refused.length).toBe(2);
  for (const socket of sockets.slice(0, 2)) socket.emit('close');
  connect();
  connect();
  expect(refused.length).toBe(2);
  connect();
  expect(refused.length).toBe(3);
});

it.each([
  ['a number of proxies', { kind: 'hops', count: 1 }],
  ['networks of proxies', { kind: 'networks', networks: ['192.0.2.0/24'] }],
] as const)('does not limit the connections of own proxies, with %s', (_what, proxies) => {
  const { connect, refused } = serve(proxies as never);
  for (let count = 0; count <= allowed; count++) connect();
  expect(refused).toEqual([]);
});

it('counts the addresses outside of the networks of proxies', () => {
  const { connect, refused } = serve({ kind: 'networks', networks: ['10.0.0.0/8'] });
  for (let count = 0; count <= allowed; count++) connect();
  expect(refused.length).toBe(1);
});
