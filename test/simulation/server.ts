/** SimulatedServer is one process of the cluster: the production parts of the stream and its transports, put together. */
import { EventEmitter } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import type { Logger } from 'pino';
import type { AnnouncementRow } from '../../src/announcements/announcement-source.ts';
import { authenticate, requireValid } from '../../src/auth/authenticate.ts';
import { type Identity, publicIdentity } from '../../src/auth/identity.ts';
import { Revocations } from '../../src/auth/revocations.ts';
import type { Database } from '../../src/database/database.ts';
import { Unauthenticated } from '../../src/errors/user-errors.ts';
import { AutomaticDocuments } from '../../src/execution/automatic-documents.ts';
import { Documents } from '../../src/execution/documents.ts';
import { Executor } from '../../src/execution/executor.ts';
import { createMaskError } from '../../src/execution/mask-error.ts';
import { PersistedDocuments } from '../../src/execution/persisted-documents.ts';
import { Pipeline } from '../../src/execution/pipeline.ts';
import type { OperationParams } from '../../src/execution/request.ts';
import { withRequestId } from '../../src/execution/request-id.ts';
import { TimeSlices } from '../../src/execution/time-slice.ts';
import { BatchLoaders } from '../../src/graphql/batch-loaders.ts';
import { Answering, type Context } from '../../src/graphql/context.ts';
import { AudienceLimits } from '../../src/rate-limit/audience-limits.ts';
import { RateLimits } from '../../src/rate-limit/rate-limits.ts';
import { AudienceKeys } from '../../src/realtime/audience-key.ts';
import { Connections } from '../../src/realtime/connections.ts';
import { serveEventStream } from '../../src/realtime/event-stream.ts';
import { SocketWriters } from '../../src/realtime/socket-writer.ts';
import { createSubscribe } from '../../src/realtime/subscribe.ts';
import { serveWebSockets, type WebSocketGateway } from '../../src/realtime/websocket.ts';
import { Hub } from '../../src/stream/hub.ts';
import type { Scheduler } from '../../src/stream/scheduler.ts';
import { Languages } from '../../src/text/localized-text.ts';
import { SimulatedResponse } from './event-stream-exchange.ts';
import { Link, type Moment } from './link.ts';
import type { SimulatedNotifier } from './notifier.ts';
import { createSimulatedSchema, type SimulatedContext } from './simulated-schema.ts';
import { Ticks } from './ticks.ts';
import type { TimerOwner } from './virtual-time.ts';
import { WireCheck } from './wire-check.ts';
import type { World } from './world.ts';

const limits = {
  operationsPerMinute: 100_000,
  operationsPerTokenPerMinute: 100_000,
  reportsPerTokenPerMinute: 100_000,
  socketsPerAddress: 12,
};
const operationTimeoutMs = 10_000;
const schema = createSimulatedSchema();
/** A timer may fire this late while entries are being serialized. */
const lateTimerMs = 250;

export interface OpenLink {
  link: Link;
  wire: WireCheck;
}

export class SimulatedServer implements TimerOwner {
  readonly name: string;
  pendingTimers = 0;
  readonly hub: Hub<AnnouncementRow>;
  readonly connections: Connections;
  readonly gateway: WebSocketGateway;
  readonly links = new Set<OpenLink>();
  readonly notifier: SimulatedNotifier;
  readonly audienceLimits = new AudienceLimits();
  readonly ticks = new Ticks();
  readonly revocations: Revocations;
  /** Callbacks that wait for a revocation. */
  revocationWatchers = 0;
  isUp = true;
  isClosed = false;
  /** Timers of a server without connections. */
  readonly idleTimers: number;
  /** When a revocation was first seen, by token. */
  readonly #revokedAtMs = new Map<string, number>();
  readonly #world: World;
  readonly #scheduler: Scheduler;
  readonly #http = new EventEmitter();
  readonly #rateLimits: RateLimits;
  readonly #pipeline: Pipeline;
  readonly #eventStreamParts: Parameters<typeof serveEventStream>[0];

  constructor(world: World, name: string) {
    this.name = name;
    this.#world = world;
    this.notifier = world.network.open();
    const scheduler = world.time.schedulerOf(this);
    this.#scheduler = scheduler;
    const logger = this.#createLogger();
    this.hub = new Hub({ source: world.database.source, notifier: this.notifier, log: logger, scheduler });
    this.revocations = new Revocations(
      { streamPool: world.database.pool } as unknown as Database,
      this.notifier,
      scheduler,
      () => {},
    );
    this.#rateLimits = new RateLimits(limits, scheduler);
    this.connections = new Connections(scheduler);
    const maskError = createMaskError(logger);
    this.#pipeline = this.#createPipeline(maskError);
    const parts = {
      pipeline: this.#pipeline,
      subscribe: createSubscribe({
        maskError,
        audienceKeys: new AudienceKeys(),
        audienceLimits: this.audienceLimits,
      }),
      connections: this.connections,
      limits: this.#rateLimits,
      revocations: {
        whenRevoked: (tokenId: string | null, callback: () => void) => this.#watch(tokenId, callback),
      },
      scheduler,
      logger,
    };
    this.#eventStreamParts = parts;
    this.gateway = serveWebSockets(this.#http as unknown as Server, {
      ...parts,
      writers: new SocketWriters(this.hub.delivery),
      isAllowedOrigin: () => true,
      site: { pathOf: () => '/graphql', addressOf: ({ socket }) => socket.remoteAddress ?? 'unknown' },
      errorResponses: { problemOf: () => null, refuse: (tcp) => void tcp.destroy() },
      rejections: { log: () => {} },
    });
    this.idleTimers = this.pendingTimers;
  }

  get memberCount(): number {
    let count = 0;
    for (const { audiences } of this.hub.streams.values())
      for (const audience of audiences.values()) count += audience.size;
    return count;
  }

  get openSockets(): number {
    return this.gateway.openCount;
  }

  openWebSocket(address: string): Link {
    const { link } = this.#openLink(address);
    link.open(() => {
      if (this.isClosed) return void link.socket.destroy();
      link.isWebSocket = true;
      const request = requestOf(link, 'GET', {
        connection: 'upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-protocol': 'graphql-transport-ws',
      });
      this.#http.emit('upgrade', request, link.socket, Buffer.alloc(0));
    });
    return link;
  }

  openEventStream(address: string, headers: Record<string, string>, params: OperationParams): Link {
    const { link, wire } = this.#openLink(address);
    wire.isEventStream = true;
    wire.begin('', params as never);
    link.open(() => {
      if (this.isClosed) return void link.socket.destroy();
      const caller = {
        address,
        authorization: headers.authorization ?? null,
        languages: null,
        resumeAfter: null,
      };
      wire.tokenId = tokenIdOf(caller.authorization);
      const response = new SimulatedResponse(link);
      const request = requestOf(link, 'POST', headers);
      withRequestId('simulated', () =>
        serveEventStream(
          this.#eventStreamParts,
          { caller, decode: () => params },
          request,
          response as never,
        ),
      ).catch((error: unknown) => this.#world.fail(`an event stream threw ${error}`));
    });
    return link;
  }

  /** Ends like a process after SIGTERM. */
  async drain(): Promise<void> {
    this.isUp = false;
    this.gateway.stopAccepting();
    await this.connections.drain(2_000);
    this.close();
  }

  /** Ends like a killed process: all connections break at the same time. */
  crash(): void {
    this.isUp = false;
    for (const { link } of this.links) link.cut();
    for (const { link } of this.links) link.socket.destroy();
    this.close();
  }

  close(): void {
    this.isUp = false;
    this.isClosed = true;
    this.connections.terminateAll();
    this.gateway.close();
    this.revocations.close();
    this.#rateLimits.close();
    this.hub.close();
    void this.notifier.close();
  }

  #openLink(address: string): OpenLink {
    const world = this.#world;
    const wire = new WireCheck({
      database: world.database,
      fail: (problem) => world.fail(`${this.name}: ${problem}`),
      elapsedMs: () => world.time.elapsedMs,
    });
    const link = new Link({
      scheduler: world.scheduler,
      delays: world.delays,
      address,
      moment: () => ({ elapsedMs: world.time.elapsedMs }),
      onWrite: (chunk, writtenAt) => {
        world.write();
        world.trace.add(
          `${this.name} ${address} sends ${JSON.stringify(chunk.toString('latin1').slice(0, 160))}`,
        );
        if (wire.written(chunk, writtenAt)) this.#announced(wire, writtenAt);
      },
      onServerClosed: () => {
        world.trace.add(`${this.name} ${address} closes`);
        wire.closed();
        this.links.delete(open);
      },
    });
    const open = { link, wire };
    this.links.add(open);
    link.socket.on('data', (chunk: Buffer) => this.#received(open, chunk));
    return open;
  }

  /** Receives a complete frame of a client. */
  #received({ wire, link }: OpenLink, chunk: Buffer): void {
    if (wire.isEventStream || (chunk[0]! & 0x0f) !== 1) return;
    const start = (chunk[1]! & 0x7f) === 126 ? 8 : 6;
    const text = chunk.toString('utf8', start);
    this.#world.trace.add(`${this.name} ${link.parts.address} receives ${text.slice(0, 300)}`);
    wire.received(text);
    const authorization = /"authorization":"([^"]*)"/.exec(text)?.[1];
    if (text.includes('connection_init') && authorization) wire.tokenId = tokenIdOf(authorization);
  }

  #announced({ tokenId }: WireCheck, { elapsedMs }: Moment): void {
    if (tokenId === null) return;
    const { tokens, time } = this.#world;
    const sinceRevoked = this.#revokedAtMs.get(tokenId) ?? Number.POSITIVE_INFINITY;
    if (this.revocations.has(tokenId) && elapsedMs > sinceRevoked)
      this.#world.fail(`${this.name}: the revoked token ${tokenId} receives`);
    if (this.revocations.has(tokenId)) this.#revokedAtMs.set(tokenId, Math.min(sinceRevoked, time.elapsedMs));
    const expiresAtMs = tokens.expiresAtMs(tokenId);
    if (expiresAtMs !== null && expiresAtMs + lateTimerMs < time.now() - time.elapsedMs + elapsedMs)
      this.#world.fail(`${this.name}: the expired token ${tokenId} receives`);
  }

  #watch(tokenId: string | null, callback: () => void): () => void {
    if (tokenId === null) return () => {};
    let isWatching = true;
    this.revocationWatchers++;
    const stop = () => {
      if (isWatching) this.revocationWatchers--;
      isWatching = false;
    };
    const cancel = this.revocations.whenRevoked(tokenId, () => {
      stop();
      callback();
    });
    return () => {
      stop();
      cancel();
    };
  }

  #createPipeline(maskError: ReturnType<typeof createMaskError>): Pipeline {
    const { database } = this.#world;
    const timeSlices = new TimeSlices(this.#scheduler);
    return new Pipeline({
      schema,
      documents: new Documents(schema, { suggestNames: true }),
      executor: new Executor({
        maskError,
        observers: [],
        timeSlices,
        compiled: null,
        scheduler: this.#scheduler,
        timeoutMs: operationTimeoutMs,
      }),
      responseCache: null as never,
      rejections: { log: () => {} },
      limits: this.#rateLimits,
      timeSlices,
      maskError,
      authenticate: (header) => authenticate((token) => this.#verify(token), header, this.revocations),
      requireValid: (identity) => requireValid(identity, this.revocations, this.#scheduler.now()),
      createContext: ({ identity, languages }, resumeAfter) =>
        ({
          identity,
          languages: new Languages(languages),
          resumeAfter,
          requestId: 'simulated',
          streams: { hub: this.hub },
          scheduler: this.#scheduler,
          loaders: new BatchLoaders(),
          answering: new Answering(),
          requireValid: () => {},
          simulated: {
            locate: (streamId) => database.read(() => void database.stream(streamId)),
            render: (value) => database.render(value),
            work: () => this.#world.work(),
            openTicks: () => this.ticks.open(),
          },
        }) as Partial<Context> & SimulatedContext as unknown as Context,
      publicRules: {
        introspection: true,
        persistedOnly: false,
        persisted: new PersistedDocuments(),
        automatic: new AutomaticDocuments(),
      },
    });
  }

  async #verify(token: string): Promise<Identity> {
    await this.#world.delays.ofDatabase();
    const expiresAtMs = this.#world.tokens.expiresAtMs(token);
    if (expiresAtMs !== null && expiresAtMs <= this.#scheduler.now()) throw new Unauthenticated('expired');
    const expiresAt = expiresAtMs === null ? null : new Date(expiresAtMs);
    return { ...publicIdentity, role: 'SCREEN', subject: token, tokenId: token, expiresAt };
  }

  #createLogger(): Logger {
    const { trace } = this.#world;
    const log = (details: { error?: unknown; err?: unknown }, message: string) =>
      trace.add(`${this.name} logs: ${message} (${details.error ?? details.err ?? ''})`);
    return {
      debug() {},
      info() {},
      warn: log,
      error: log,
    } as unknown as Logger;
  }
}

function tokenIdOf(authorization: string | null): string | null {
  return authorization?.replace(/^Bearer /, '') ?? null;
}

function requestOf(link: Link, method: string, headers: Record<string, string>): IncomingMessage {
  const { socket } = link;
  return {
    method,
    url: '/graphql',
    headers: { ...headers, 'x-request-id': 'simulated-request' },
    socket,
  } as never;
}
