/** Scenario runs faults and clients for a while, ends all faults, and checks what is left. */
import { FollowingClient } from './following-client.ts';
import type { Link } from './link.ts';
import { RawClient } from './raw-client.ts';
import { documents } from './simulated-schema.ts';
import { streamIds, type World } from './world.ts';

const faultyMs = 40_000;
/** How long clients have to catch up. Their longest wait is 20 s, for a silent connection. */
const healingMs = 60_000;
/** A stream without subscribers stays for a minute. */
const emptyingMs = 90_000;
/** A server ends a WebSocket that does not answer two pings of 12 s. */
const silentMs = 30_000;
/** How long a client that reads again has to catch up: less than the second after which each stream is read anyway. */
const catchUpMs = 900;
/** Shorter than the time after which a client ends a silent connection. */
const shortStallMs = 5_000;
const maxClients = 10;
const maxUnsentBytes = 4.5 * 1024 * 1024;
const maxPayloadBytes = 64 * 1024 * 1024;

type Action = [weight: number, act: () => void];

export class Scenario {
  readonly #world: World;
  readonly #actions: readonly Action[];
  #clients: FollowingClient[] = [];
  #raw: RawClient[] = [];
  #opened = 0;

  constructor(world: World) {
    this.#world = world;
    this.#actions = this.#createActions();
  }

  async run(): Promise<void> {
    const { world } = this;
    for (let count = 0; count < 2; count++) world.openServer();
    for (const id of streamIds) world.announce(id, world.random.below(300), 100);
    this.#scheduleActions();
    await this.#advance(faultyMs);
    this.#heal();
    await this.#advance(healingMs);
    this.#checkClients();
    this.#checkMembers();
    for (const each of this.#clients) each.stop();
    for (const each of this.#raw) each.close();
    await this.#advance(emptyingMs);
    this.#checkNothingIsLeft();
  }

  get world(): World {
    return this.#world;
  }

  async #advance(byMs: number): Promise<void> {
    if (this.#world.problem !== null) return;
    await this.#world.time.advance(byMs, () => {
      this.#checkBounds();
      return this.#world.problem === null;
    });
  }

  #scheduleActions(): void {
    const { scheduler, random, time } = this.#world;
    const total = this.#actions.reduce((sum, [weight]) => sum + weight, 0);
    const next = () => {
      let left = random.next() * total;
      const chosen = this.#actions.find(([weight]) => {
        left -= weight;
        return left < 0;
      });
      const [, act] = chosen ?? this.#actions[0]!;
      act();
      if (time.elapsedMs < faultyMs - 1_000) scheduler.setTimeout(next, random.between(0, 300));
    };
    scheduler.setTimeout(next, 0);
  }

  #createActions(): Action[] {
    const { random, database, network, trace, delays } = this.#world;
    const during = (fromMs: number, toMs: number, begin: () => void, end: () => void) => {
      begin();
      this.#world.scheduler.setTimeout(end, random.between(fromMs, toMs));
    };
    const say = (what: string) => trace.add(what);
    const anyStream = () => streamIds[random.below(streamIds.length)]!;
    return [
      [25, () => this.#world.announce(anyStream(), 1 + random.below(3), random.between(50, 3_000))],
      [3, () => this.#world.announce(anyStream(), 100 + random.below(200), 200)],
      [12, () => this.#openClient()],
      [8, () => this.#openRaw()],
      [25, () => this.#actRaw()],
      [4, () => this.#stopClient()],
      [2, () => this.#pick(this.#clients)?.restart()],
      [6, () => this.#withLink('cut', (link) => link.cut())],
      [3, () => this.#withLink('vanish', (link) => this.#vanish(link))],
      [6, () => this.#stall()],
      [3, () => this.#revoke()],
      [
        3,
        () =>
          during(
            200,
            6_000,
            () => {
              say('the database fails');
              database.isFailing = true;
            },
            () => {
              database.isFailing = false;
            },
          ),
      ],
      [
        2,
        () =>
          during(
            200,
            4_000,
            () => {
              say('serializing fails');
              database.isRenderingFailing = true;
            },
            () => {
              database.isRenderingFailing = false;
            },
          ),
      ],
      [
        2,
        () => {
          say('the database freezes');
          delays.frozenUntilMs = this.#world.time.elapsedMs + random.between(200, 3_000);
        },
      ],
      [2, () => this.#failOver(anyStream())],
      [
        3,
        () =>
          during(
            500,
            8_000,
            () => {
              network.lostShare = random.next();
              network.doubledShare = random.next();
              network.lateShare = random.next();
            },
            () => {
              network.lostShare = 0;
              network.doubledShare = 0;
              network.lateShare = 0;
            },
          ),
      ],
      [1, () => this.#replaceServer()],
    ];
  }

  #openClient(): void {
    if (this.#clients.length >= maxClients) return;
    const { random } = this.#world;
    const tokens = [null, 'no end', random.between(2_000, 20_000)] as const;
    this.#clients.push(
      new FollowingClient(this.#world, {
        name: `client ${++this.#opened}`,
        address: this.#newAddress(),
        streamId: streamIds[random.below(streamIds.length)]!,
        document: documents[random.below(documents.length)]!,
        kind: random.next() < 0.6 ? 'web-socket' : 'event-stream',
        tokenValidForMs: tokens[random.below(tokens.length)]!,
      }),
    );
  }

  #openRaw(): void {
    this.#raw = this.#raw.filter(({ isOpen }) => isOpen);
    if (this.#raw.length >= maxClients) return;
    this.#raw.push(new RawClient(this.#world, `raw ${++this.#opened}`, this.#newAddress()));
  }

  #actRaw(): void {
    const client = this.#pick(this.#raw);
    if (!client) return;
    // They run concurrently, so that some act while others wait for a response.
    for (let count = 0; count <= this.#world.random.below(3); count++) client.act();
  }

  #stopClient(): void {
    const client = this.#pick(this.#clients);
    if (!client) return;
    client.stop();
    this.#clients = this.#clients.filter((each) => each !== client);
  }

  /** An event stream has no pings: it ends with the retransmissions of the kernel. */
  #vanish(link: Link): void {
    link.vanish();
    this.#world.scheduler.setTimeout(() => {
      if (link.isWebSocket && !link.socket.destroyed)
        this.#world.fail(`the server keeps a WebSocket that vanished ${silentMs} ms ago`);
    }, silentMs);
  }

  #stall(): void {
    const { random, scheduler } = this.#world;
    this.#withLink('stall', (link) => {
      link.stall(true);
      scheduler.setTimeout(() => link.stall(false), random.between(500, 30_000));
    });
  }

  #revoke(): void {
    const token = this.#pick(this.#clients)?.token;
    if (!token) return;
    this.#world.trace.add(`${token} is revoked`);
    this.#world.database.revoked.add(token);
  }

  #failOver(streamId: string): void {
    const { random, database, trace } = this.#world;
    const stream = database.stream(streamId)!;
    stream.lose(random.below(4));
    trace.add(`a failover of ${streamId.slice(-1)} to ${stream.rows.length}`);
  }

  #replaceServer(): void {
    const { random, runningServers, trace } = this.#world;
    const server = this.#pick(runningServers);
    if (!server) return;
    const isCrash = random.next() < 0.5;
    trace.add(`${server.name} ${isCrash ? 'crashes' : 'drains'}`);
    if (isCrash) server.crash();
    else void server.drain();
    this.#world.openServer();
  }

  #withLink(what: string, act: (link: Link) => void): void {
    const client = this.#pick<FollowingClient | RawClient>([...this.#clients, ...this.#raw]);
    if (!client?.link) return;
    this.#world.trace.add(`${what}: ${client.name}`);
    act(client.link);
  }

  #pick<T>(items: readonly T[]): T | undefined {
    return items[this.#world.random.below(items.length)];
  }

  #newAddress(): string {
    return `10.0.${this.#opened >> 8}.${this.#opened & 255}`;
  }

  /** No notification arrives from now on: the poll finds what is announced. */
  #heal(): void {
    const { database, network, delays, scheduler } = this.#world;
    database.isFailing = false;
    database.isRenderingFailing = false;
    delays.frozenUntilMs = 0;
    delays.slowShare = 0;
    delays.latePacketShare = 0;
    network.doubledShare = 0;
    network.lateShare = 0;
    network.lostShare = 1;
    for (const { link } of [...this.#clients, ...this.#raw]) link?.stall(false);
    for (let count = 1; count <= 3; count++)
      scheduler.setTimeout(() => {
        for (const id of streamIds) this.#world.announce(id, 1, 100);
      }, count * 5_000);
    scheduler.setTimeout(() => this.#stallWhileMuchIsAnnounced(), 20_000);
  }

  /** The last announcement comes before the clients read again: nothing else wakes those who wait for them. */
  #stallWhileMuchIsAnnounced(): void {
    const { scheduler } = this.#world;
    const stalled = [this.#pick(this.#clients), this.#pick(this.#clients)].map((client) => ({
      client,
      link: client?.link,
    }));
    for (const { link } of stalled) link?.stall(true);
    for (const id of streamIds) this.#world.announce(id, 250, 2_500);
    scheduler.setTimeout(() => {
      for (const { link } of stalled) link?.stall(false);
      scheduler.setTimeout(() => {
        for (const { client, link } of stalled)
          if (client && link && client.link === link && !link.isEnding) this.#checkClient(client);
      }, catchUpMs);
    }, shortStallMs);
  }

  #checkBounds(): void {
    for (const server of this.#world.servers) {
      if (server.hub.payloads.bytes > maxPayloadBytes)
        this.#world.fail(`${server.name} keeps too many payloads`);
      for (const { link } of server.links)
        if (link.unsentBytes > maxUnsentBytes)
          this.#world.fail(`${server.name}: ${link.unsentBytes} unsent bytes`);
    }
  }

  #checkClients(): void {
    for (const client of this.#clients) this.#checkClient(client);
  }

  #checkClient({ problem }: FollowingClient): void {
    if (problem !== null) this.#world.fail(problem);
  }

  /** After all faults have ended, the members of the server equal the operations of the clients. */
  #checkMembers(): void {
    for (const server of this.#world.runningServers) {
      let operations = 0;
      for (const { wire } of server.links) operations += wire.operationCount;
      if (server.memberCount > operations)
        this.#world.fail(`${server.name} has ${server.memberCount} members of ${operations} operations`);
    }
  }

  #checkNothingIsLeft(): void {
    const { world } = this;
    for (const server of world.servers) {
      const left = {
        links: server.links.size,
        connections: server.connections.size,
        sockets: server.openSockets,
        members: server.memberCount,
        streams: server.hub.streams.size,
        payloadBytes: server.hub.payloads.bytes,
        queued: server.hub.serialization.waiting,
        audiences: server.audienceLimits.size,
        ticks: server.ticks.listenerCount,
        revocationWatchers: server.revocationWatchers,
        notifierListeners: server.isClosed ? server.notifier.listenerCount : 0,
        timers: Math.max(0, server.pendingTimers - (server.isClosed ? 0 : server.idleTimers)),
      };
      for (const [what, count] of Object.entries(left))
        if (count > 0) world.fail(`${server.name} still has ${count} ${what}`);
    }
    const { pendingTimers } = world.time.processOwner;
    if (pendingTimers > 0) world.fail(`${pendingTimers} timers of libraries are pending`);
    const timersOfClients = this.#clients.reduce((sum, client) => sum + client.pendingTimers, 0);
    if (timersOfClients > 0) world.fail(`${timersOfClients} timers of stopped clients are pending`);
  }
}
