/**
 * limitConnections refuses further TCP connections of an address that has many: each costs a file descriptor and memory
 * before it sends anything that another limit counts. Connections of the own proxies are exempt, because all clients
 * come through them.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { CodedError } from '../errors/coded-error.ts';
import { requestIdFrom } from '../execution/request-id.ts';
import type { ErrorResponses } from './error-responses.ts';
import type { Site } from './site.ts';

/** A browser opens up to six connections beside its WebSocket. */
const connectionsPerSocket = 2;
/** Test tools and load balancers without TRUST_PROXY open dozens of connections from one address. */
const leastConnections = 512;
const retryAfterS = 10;

export interface ConnectionLimitParts {
  /** The limit of sockets per address. */
  socketsPerAddress: number;
  site: Pick<Site, 'addressOf' | 'isProxy'>;
  errorResponses: Pick<ErrorResponses, 'refuse'>;
}

export function limitConnections(server: Pick<Server, 'on'>, parts: ConnectionLimitParts): void {
  const { site, errorResponses } = parts;
  const allowed = Math.max(leastConnections, parts.socketsPerAddress * connectionsPerSocket);
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const request = { headers: {}, socket };
    if (site.isProxy(request)) return;
    const address = site.addressOf(request);
    const count = open.get(address) ?? 0;
    if (count >= allowed)
      return errorResponses.refuse(socket, tooMany(allowed), request, requestIdFrom(undefined));
    open.set(address, count + 1);
    socket.once('close', () => {
      const left = open.get(address)! - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
  });
}

function tooMany(allowed: number): CodedError {
  const message = `This address has ${allowed} open connections, which is the limit. Close one, or try again in ${retryAfterS} s.`;
  return new CodedError('RATE_LIMITED', message, { headers: { 'retry-after': String(retryAfterS) } });
}
