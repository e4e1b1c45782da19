/**
 * Servers with one planted fault each. A run against each of them must fail: this shows that the checker finds such faults
 * (mutants.long.test.ts).
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type AnnouncementRow, AnnouncementSource } from '../../../src/announcements/announcement-source.ts';
import { RedisNotifier } from '../../../src/cluster/redis-notifier.ts';
import { decodeCursor, type StreamState } from '../../../src/stream/cursor.ts';
import { Hub, type SubscribeOptions } from '../../../src/stream/hub.ts';
import { type AnnouncingClient, isCommit, patchQueries, writesAnnouncement } from './queries.ts';

/** Commits are late, and in another order than their sequences. */
const commitDelayMaxMs = 200;
/** A delay between reading the backlog and joining the live audience. */
const joinDelayMs = 300;

export const mutants: Record<string, () => void> = {
  'serial-column': numberBySerialColumn,
  'register-late': registerAfterTheBacklog,
  'no-head-poll': neverPoll,
};

function numberBySerialColumn(): void {
  patchQueries((send, statement) => {
    const { text, client } = statement;
    if (text === 'BEGIN') void client.query('CREATE SEQUENCE IF NOT EXISTS mutant_sequence').catch(() => {});
    if (writesAnnouncement(text)) {
      statement.rewrite(
        replaced(
          text,
          /UPDATE "AnnouncementStream" AS stream SET\s+"head" = "head" \+ 1,\s+"totals" = (totals_after\([^)]+\)),\s+"epoch" = (CASE .+ END),\s+"lineage" = here\."current",\s+"lastAnnouncedAt" = (greatest\(.+\))\s+FROM (.+)\s+WHERE (.+)\s+RETURNING stream\.\*/s,
          `SELECT stream."id", nextval('mutant_sequence')::int AS "head", $1 AS "totals", $2 AS "epoch", $3 AS "lastAnnouncedAt"
           FROM "AnnouncementStream" AS stream, $4 WHERE $5`,
        ),
      );
      return send();
    }
    if (isCommit(text) && client.hasAnnounced) return commitLate(send, client);
    return send();
  });
}

/** The head is the highest visible sequence, as in a table with a serial column: a lower one may be committed later. */
async function commitLate(send: () => unknown, client: AnnouncingClient): Promise<unknown> {
  await wait(Math.random() * commitDelayMaxMs);
  const answer = await send();
  await client.query(`
    UPDATE "AnnouncementStream" AS stream SET "head" = newest.sequence
    FROM (SELECT "streamId", max("sequence") AS sequence FROM "Announcement" GROUP BY 1) AS newest
    WHERE newest."streamId" = stream."id" AND stream."mode" = 'LIVE'`);
  return answer;
}

function registerAfterTheBacklog(): void {
  let source: AnnouncementSource | null = null;
  const { readStates } = AnnouncementSource.prototype;
  AnnouncementSource.prototype.readStates = function remembered(...parameters) {
    source = this;
    return readStates.apply(this, parameters);
  };
  const listen = Hub.prototype.subscribe as (
    this: unknown,
    listening: SubscribeOptions<AnnouncementRow, unknown>,
  ) => ReturnType<typeof Hub.prototype.subscribe>;
  Hub.prototype.subscribe = async function listenLate(
    this: unknown,
    listening: SubscribeOptions<AnnouncementRow, unknown>,
  ) {
    const { start, streamId, serialize, subscriber } = listening;
    const position = typeof start === 'object' && 'after' in start ? decodeCursor(start.after) : null;
    if (!position || !source) return listen.call(this, listening);
    const backlog = await source.readAfter(streamId, position.sequence, 1_000);
    const serialized = await Promise.all(backlog.map(serialize));
    await wait(joinDelayMs);
    const member = await listen.call(this, { ...listening, start: 'now' });
    if (!member || typeof member === 'string') return member;
    let isBacklogDelivered = false;
    return {
      get position() {
        return member.position;
      },
      resume() {
        if (!isBacklogDelivered)
          for (const [index, each] of serialized.entries())
            subscriber.deliver(each, backlog[index]!.sequence);
        isBacklogDelivered = true;
        member.resume();
      },
      leave: () => member.leave(),
    };
  } as typeof Hub.prototype.subscribe;
}

/** The first read is returned from then on, and no notification arrives: as if the server relied on Redis alone, and Redis lost a message. */
function neverPoll(): void {
  RedisNotifier.prototype.listen = () => () => {};
  const known = new Map<string, StreamState>();
  const { readStates } = AnnouncementSource.prototype;
  AnnouncementSource.prototype.readStates = async function frozen(streamIds) {
    const states = await readStates.call(this, streamIds);
    for (const [id, state] of states) if (!known.has(id)) known.set(id, state);
    return new Map([...states.keys()].map((id) => [id, known.get(id)!]));
  };
}

/** A mutant that changes nothing would make its test pass for the wrong reason. */
function replaced(text: string, place: RegExp, by: string): string {
  if (!place.test(text)) throw new Error(`the mutant finds nothing to change in: ${text}`);
  return text.replace(place, by);
}
