/** The operator's log beside the record: whether each key has had exactly the effect that the operator was told of. */
import type { PressLog } from './log.ts';

export interface RecordedAnnouncement {
  sequence: number;
  epoch: string;
  id: string;
  /** The words of a notice. */
  text: string | null;
}

export interface Recorded {
  head: number;
  /** What was told since the row began, in order. */
  announcements: RecordedAnnouncement[];
  /** By key, the announcement of its result; null where keys cannot be read. */
  keys: ReadonlyMap<string, string> | null;
}

/** What a failover to a standby lost: numbers beyond the fork that were not issued in the epochs after it. */
export interface LostTail {
  fork: number;
  /** The epoch before the failover. */
  epoch: string;
}

/** One line for each disagreement. */
export function compare(
  log: readonly PressLog[],
  { head, announcements, keys }: Recorded,
  headBefore: number,
  lostTail: LostTail | null,
): string[] {
  const complaints: string[] = [];
  const byId = Map.groupBy(announcements, (each) => each.id);
  const byText = Map.groupBy(announcements, (each) => each.text);
  announcements.forEach(({ sequence }, index) => {
    if (sequence !== headBefore + index + 1)
      complaints.push(`${sequence} stands where ${headBefore + index + 1} belongs`);
  });
  if (head !== headBefore + announcements.length)
    complaints.push(`the head is ${head}, on record are ${announcements.length} after ${headBefore}`);

  const claimed = new Set<string>();
  for (const entry of log) {
    const found = entry.id ? (byId.get(entry.id) ?? []) : [];
    const told = entry.text === null ? found : (byText.get(entry.text) ?? []);
    for (const { id } of told) claimed.add(id);
    if (entry.outcome === 'ok' && isLost(entry, lostTail) && told.length === 0) continue;
    const complaint = complaintAbout(entry, found, told, keys);
    if (complaint) complaints.push(`${entry.key} (${entry.outcome}, ${entry.tries} tries): ${complaint}`);
  }
  const strays = announcements.filter(({ id }) => !claimed.has(id));
  for (const { sequence } of strays) complaints.push(`nobody knows of ${sequence}`);
  return complaints;
}

function complaintAbout(
  entry: PressLog,
  found: readonly RecordedAnnouncement[],
  told: readonly RecordedAnnouncement[],
  keys: ReadonlyMap<string, string> | null,
): string | null {
  const keptId = keys?.get(entry.key);
  switch (entry.outcome) {
    case 'ok':
      if (found.length !== 1 || told.length !== 1) return `${told.length} announcements`;
      if (found[0]!.sequence !== entry.sequence) return `told as ${entry.sequence}, is ${found[0]!.sequence}`;
      return keys && keptId !== entry.id ? `its key leads to ${keptId ?? 'nothing'}` : null;
    case 'failed':
      if (told.length > 0) return `refused with ${entry.code}, and announced`;
      return keptId ? `refused with ${entry.code}, and its key has a result` : null;
    case 'unknown':
      return `not settled (${entry.reasons.at(-1)}), ${told.length} announcements`;
  }
}

/** Issued by the primary that is no more, after what the standby had. */
function isLost({ sequence = 0, cursor }: PressLog, lostTail: LostTail | null): boolean {
  if (!lostTail || !cursor) return false;
  const [epoch] = Buffer.from(cursor, 'base64url').toString('latin1').split(':');
  return epoch === lostTail.epoch && sequence > lostTail.fork;
}
