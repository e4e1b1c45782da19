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
    // What was sent before it is done, once this is answered.
    if (armed === 'before-commit') return client.query('SELECT 1').then(die);
    const answer = send();
    // Written in the next turn at the latest: what the kernel has, Postgres gets, whether we live or not.
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
