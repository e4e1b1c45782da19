/**
 * Places at which a server can be made to die, once and immediately, as by kill -9. Armed by the parent's message
 * `{ arm: <name> }`, disarmed by `{ arm: null }`; the next announcement that passes the place is the last thing the process does.
 */
import { AnnouncementStreams } from '../../../src/announcements/announcement-streams.ts';
import { isCommit, patchQueries } from './queries.ts';

export const crashPoints = {
  /** The stream's row is updated and the announcement inserted; COMMIT was not sent. */
  'before-commit': 'a crash between update and commit',
  /** COMMIT was sent; its answer was not read. */
  'during-commit': 'a crash while the commit is under way',
  /** The announcement is stored; no server was notified. */
  'before-notify': 'a crash between commit and notification',
} as const;
export type CrashPoint = keyof typeof crashPoints;

let armed: CrashPoint | null = null;

export function armCrashPoints(): void {
  process.on('message', (message: { arm?: CrashPoint | null }) => {
    if (message.arm !== undefined) armed = message.arm;
  });
  patchQueries((send, { client, text }) => {
    if (!isCommit(text) || !client.hasAnnounced) return send();
    // All earlier messages are processed when this one is answered.
    if (armed === 'before-commit') return client.query('SELECT 1').then(die);
    const answer = send();
    // It is written in the next turn at the latest. What the kernel has received reaches Postgres even if this process dies.
    if (armed === 'during-commit') setImmediate(die);
    return answer;
  });
  const notify = AnnouncementStreams.prototype.notify;
  AnnouncementStreams.prototype.notify = function notifyOrDie(...parameters) {
    if (armed === 'before-notify') die();
    notify.apply(this, parameters);
  };
}

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}
