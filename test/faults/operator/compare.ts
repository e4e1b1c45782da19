/** Compares the operator's log with the stored announcements: each key had exactly the effect that the operator's response reported. */
import type { CommandLog } from './log.ts';

export interface StoredAnnouncement {
  sequence: number;
  epoch: string;
  id: string;
  /** The text of a notice. */
  text: string | null;
}

export interface StoredAnnouncements {
  head: number;
  /** Stored since the row began, in order. */
  announcements: StoredAnnouncement[];
  /** By key, the announcement of its result. Null if keys cannot be read. */
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
  log: readonly CommandLog[],
  { head, announcements, keys }: StoredAnnouncements,
  headBefore: number,
  lostTail: LostTail | null,
): string[] {
  const complaints: string[] = [];
  const byId = Map.groupBy(announcements, (each) => each.id);
  const byText = Map.groupBy(announcements, (each) => each.text);
  announcements.forEach(({ sequence }, index) => {
    if (sequence !== headBefore + index + 1)
      complaints.push(`sequence ${sequence} is stored where ${headBefore + index + 1} is expected`);
  });
  if (head !== headBefore + announcements.length)
    complaints.push(
      `the head is ${head}, but ${announcements.length} announcements are stored after ${headBefore}`,
    );

  const claimed = new Set<string>();
  for (const entry of log) {
    const found = entry.id ? (byId.get(entry.id) ?? []) : [];
    const stored = entry.text === null ? found : (byText.get(entry.text) ?? []);
    for (const { id } of stored) claimed.add(id);
    if (entry.outcome === 'ok' && isLost(entry, lostTail) && stored.length === 0) continue;
    const complaint = complaintAbout(entry, found, stored, keys);
    if (complaint) complaints.push(`${entry.key} (${entry.outcome}, ${entry.tries} tries): ${complaint}`);
  }
  const strays = announcements.filter(({ id }) => !claimed.has(id));
  for (const { sequence } of strays)
    complaints.push(`no command of the operator made announcement ${sequence}`);
  return complaints;
}

function complaintAbout(
  entry: CommandLog,
  found: readonly StoredAnnouncement[],
  stored: readonly StoredAnnouncement[],
  keys: ReadonlyMap<string, string> | null,
): string | null {
  const keptId = keys?.get(entry.key);
  switch (entry.outcome) {
    case 'ok':
      if (found.length !== 1 || stored.length !== 1) return `${stored.length} announcements`;
      if (found[0]!.sequence !== entry.sequence)
        return `reported as ${entry.sequence}, stored as ${found[0]!.sequence}`;
      return keys && keptId !== entry.id ? `its key leads to ${keptId ?? 'nothing'}` : null;
    case 'failed':
      if (stored.length > 0) return `refused with ${entry.code}, and announced`;
      return keptId ? `refused with ${entry.code}, and its key has a result` : null;
    case 'unknown':
      return `not settled (${entry.reasons.at(-1)}), ${stored.length} announcements`;
  }
}

/** The sequences that the lost primary issued after the last one that the standby had received. */
function isLost({ sequence = 0, cursor }: CommandLog, lostTail: LostTail | null): boolean {
  if (!lostTail || !cursor) return false;
  const [epoch] = Buffer.from(cursor, 'base64url').toString('latin1').split(':');
  return epoch === lostTail.epoch && sequence > lostTail.fork;
}
