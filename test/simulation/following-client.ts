/** FollowingClient is a screen: the client library over simulated transports. It checks what it receives. */
import { overEventStream } from '../../src/client/event-stream.ts';
import { type AnnouncementFollower, followAnnouncements } from '../../src/client/follow-announcements.ts';
import type { Transport } from '../../src/client/transport.ts';
import { overWebSocket } from '../../src/client/web-socket.ts';
import { encodeCursor } from '../../src/stream/cursor.ts';
import { createWebSocketClass } from './client-web-socket.ts';
import { responseOf } from './event-stream-exchange.ts';
import type { Link } from './link.ts';
import type { SimulatedServer } from './server.ts';
import type { TimerOwner } from './virtual-time.ts';
import type { World } from './world.ts';

const snapshotRetryMs = 500;

interface Received {
  sequence: number;
  cursor: string;
  text: string;
}

export interface FollowingClientOptions {
  name: string;
  address: string;
  streamId: string;
  document: string;
  kind: 'web-socket' | 'event-stream';
  /** How long each token is valid, or 'no end'; null for a public caller. */
  tokenValidForMs: number | 'no end' | null;
}

export class FollowingClient implements TimerOwner {
  readonly name: string;
  pendingTimers = 0;
  link: Link | null = null;
  token: string | null = null;
  isStopped = false;
  readonly #world: World;
  readonly #options: FollowingClientOptions;
  readonly #transport: Transport;
  #follower: AnnouncementFollower | null = null;
  /** The entries since the last snapshot. */
  #received: Received[] = [];
  /** The sequence of the snapshot. */
  #startsAfter = 0;

  constructor(world: World, options: FollowingClientOptions) {
    this.name = options.name;
    this.#world = world;
    this.#options = options;
    this.#transport = options.kind === 'web-socket' ? this.#overWebSocket() : this.#overEventStream();
    void this.#start();
  }

  /** The sequence that the screen shows. */
  get position(): number {
    return this.#received.at(-1)?.sequence ?? this.#startsAfter;
  }

  restart(): void {
    this.#follower?.restart();
  }

  stop(): void {
    this.isStopped = true;
    this.#follower?.stop();
    this.#transport.close();
  }

  /** The first problem; null if the screen shows exactly the entries of its stream since the snapshot. */
  get problem(): string | null {
    const { rows } = this.#world.database.stream(this.#options.streamId)!;
    if (!this.#follower) return `${this.name} has no snapshot`;
    if (this.position !== rows.length) return `${this.name} shows ${this.position} of ${rows.length}`;
    const wrong = this.#received.find(({ sequence, text }) => rows[sequence - 1]?.text !== text);
    return wrong ? `${this.name} shows the lost entry ${wrong.text.slice(0, 40)}` : null;
  }

  async #start(): Promise<void> {
    const after = await this.#loadSnapshot();
    if (this.isStopped) return;
    this.#follower = followAnnouncements<Received>(this.#transport, {
      query: this.#options.document,
      variables: { stream: this.#options.streamId },
      after,
      onAnnouncement: (announcement) => this.#receive(announcement),
      onCursorLost: (problem) => {
        if (this.#world.database.stream(this.#options.streamId)!.failovers === 0)
          this.#world.fail(`${this.name} lost its cursor (${problem}) without a failover`);
        return this.#loadSnapshot();
      },
      onState: (state) => this.#world.trace.add(`${this.name} is ${JSON.stringify(state).slice(0, 100)}`),
      scheduler: this.#world.time.schedulerOf(this),
    });
  }

  async #loadSnapshot(): Promise<string> {
    const { database, delays, trace } = this.#world;
    const stream = database.stream(this.#options.streamId)!;
    for (;;) {
      try {
        const { head, epochs } = await database.read(() => stream.state);
        this.#received = [];
        this.#startsAfter = head;
        trace.add(`${this.name} loads a snapshot at ${head}`);
        return encodeCursor({ epoch: epochs.at(-1)!.epoch, sequence: head });
      } catch {
        await delays.wait(snapshotRetryMs);
      }
    }
  }

  #receive(announcement: Received): void {
    const { sequence } = announcement;
    if (sequence !== this.position + 1)
      this.#world.fail(`${this.name} got ${sequence} after ${this.position}`);
    if (this.isStopped) this.#world.fail(`${this.name} got ${sequence} after its end`);
    this.#received.push(announcement);
  }

  #currentToken(): string | null {
    const { tokenValidForMs } = this.#options;
    if (tokenValidForMs === null) return null;
    const { tokens } = this.#world;
    if (this.token === null || !tokens.isValid(this.token))
      this.token = tokens.issue(tokenValidForMs === 'no end' ? null : tokenValidForMs);
    return this.token;
  }

  #pickServer(): SimulatedServer | null {
    const { runningServers, random } = this.#world;
    return runningServers[random.below(runningServers.length)] ?? null;
  }

  #overWebSocket(): Transport {
    const { address } = this.#options;
    const refused = (then: () => void) => this.#world.later(then);
    return overWebSocket({
      url: 'ws://simulated/graphql',
      token: () => this.#currentToken(),
      webSocketImpl: createWebSocketClass(
        () => this.#pickServer()?.openWebSocket(address) ?? null,
        refused,
        (link) => {
          this.link = link;
        },
      ),
      scheduler: this.#world.time.schedulerOf(this),
    });
  }

  #overEventStream(): Transport {
    const { address } = this.#options;
    return overEventStream({
      url: 'http://simulated/graphql',
      token: () => this.#currentToken(),
      scheduler: this.#world.time.schedulerOf(this),
      fetch: async (_url, { headers, body, signal } = {}) => {
        const server = this.#pickServer();
        if (!server) {
          await this.#world.delays.wait(this.#world.delays.networkMs);
          throw new TypeError('the connection was refused');
        }
        const params = JSON.parse(String(body));
        this.link = server.openEventStream(address, headers as Record<string, string>, params);
        return responseOf(this.link, signal!);
      },
    });
  }
}
