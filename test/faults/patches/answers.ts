/**
 * Requests of the run to a server process: count its listeners, occupy its database connections, ignore the
 * notifications of other servers. One message in, one message out, with the same number.
 */
import { setTimeout as wait } from 'node:timers/promises';
import v8 from 'node:v8';
import pg from 'pg';
import { AnnouncementStreams } from '../../../src/announcements/announcement-streams.ts';
import { RedisNotifier } from '../../../src/cluster/redis-notifier.ts';
import { SocketWriter } from '../../../src/realtime/socket-writer.ts';
import { WebSocketSubscriber } from '../../../src/realtime/websocket-subscriber.ts';
import { AudienceMember } from '../../../src/stream/audience-member.ts';
import { patchQueries } from './queries.ts';

export interface Census {
  subscribers: number;
  audiences: number;
  members: number;
  iterators: number;
  writers: number;
  timers: number;
  heapBytes: number;
}

export interface Answers {
  /** Counts after a collection; the server must run with --expose-gc. */
  census(): Promise<Census>;
  /** Occupies every connection of the pools of requests with a sleeping statement. */
  occupyPool(forMs: number): Promise<number>;
  /** Number of statements sent to Postgres since the last request. */
  statements(): Promise<number>;
  /** Receives notifications of this process only; the connection to Redis seems healthy. */
  ignoreNotifications(ignoring: boolean): Promise<void>;
}

export interface Question {
  ask: keyof Answers;
  number: number;
  parameters: unknown[];
}

const known = new Set<AnnouncementStreams>();
const pools = new Set<pg.Pool>();
/** The stream's own pool holds two. */
const streamPoolMax = 2;
const sleepMs = 500;

const answers: Answers = {
  async census() {
    for (let round = 0; round < 3; round++) {
      globalThis.gc!();
      await wait(50);
    }
    const streams = [...known].flatMap(({ hub }) => [...hub.streams.values()]);
    const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
    return {
      subscribers: sum(streams.map((each) => each.subscribers)),
      audiences: sum(streams.map((each) => each.audiences.size)),
      members: v8.queryObjects(AudienceMember, { format: 'count' }),
      iterators: v8.queryObjects(WebSocketSubscriber, { format: 'count' }),
      writers: v8.queryObjects(SocketWriter, { format: 'count' }),
      timers: process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length,
      heapBytes: process.memoryUsage().heapUsed,
    };
  },

  async occupyPool(forMs) {
    const until = Date.now() + forMs;
    const found = [...pools].filter(({ options }) => options.max! > streamPoolMax);
    const occupied = await Promise.all(
      found.flatMap((pool) =>
        Array.from({ length: pool.options.max! }, () => occupy(pool, until).catch(() => 0)),
      ),
    );
    return occupied.filter((slept) => slept > 0).length;
  },

  async statements() {
    const count = statementCount;
    statementCount = 0;
    return count;
  },

  async ignoreNotifications(ignoring) {
    isDeaf = ignoring;
  },
};

async function occupy(pool: pg.Pool, until: number): Promise<number> {
  const client = await pool.connect();
  let slept = 0;
  try {
    for (; Date.now() < until; slept++) await client.query('SELECT pg_sleep($1)', [sleepMs / 1_000]);
    return slept;
  } finally {
    client.release();
  }
}

let statementCount = 0;
let isDeaf = false;
let isOwnNotification = false;

export function answerQuestions(): void {
  rememberParts();
  patchQueries((send) => {
    statementCount++;
    return send();
  });
  deafenWhenAsked();
  process.on('message', async (question: Partial<Question>) => {
    if (!question.ask) return;
    const answer = answers[question.ask] as (...parameters: unknown[]) => Promise<unknown>;
    const result = await answer(...question.parameters!).then(
      (value) => ({ value }),
      (error: Error) => ({ error: error.message }),
    );
    process.send?.({ number: question.number, ...result });
  });
  // Waiting for requests must not keep the process alive.
  process.channel?.unref();
}

/** Pavilion creates these parts itself: they are captured on their first use. */
function rememberParts(): void {
  const locate = AnnouncementStreams.prototype.locate;
  AnnouncementStreams.prototype.locate = function remembered(...parameters) {
    known.add(this);
    return locate.apply(this, parameters);
  };
  // When they are made: a server that was just started again may not have used its pools yet.
  class RememberedPool extends pg.Pool {
    constructor(options?: pg.PoolConfig) {
      super(options);
      pools.add(this);
    }
  }
  Object.assign(pg, { Pool: RememberedPool });
}

function deafenWhenAsked(): void {
  const { publish, listen } = RedisNotifier.prototype;
  RedisNotifier.prototype.publish = function publishing(...parameters) {
    isOwnNotification = true;
    publish.apply(this, parameters);
    isOwnNotification = false;
  };
  RedisNotifier.prototype.listen = function listenLocally(listener) {
    return listen.call(this, (...notification) => {
      if (isOwnNotification || !isDeaf) listener(...notification);
    });
  };
}
