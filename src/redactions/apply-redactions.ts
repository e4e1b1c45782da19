/** Makes the database and the list outside it agree: each gets what it lacks of the other. */
import type { Identity } from '../auth/identity.ts';
import { publicIdentity } from '../auth/identity.ts';
import type { Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { runUnitOfWork, type WorkContext } from '../mutations/unit-of-work.ts';
import { loadRedaction } from '../programme/redactions/load-redaction.ts';
import { decideRedaction } from '../programme/redactions/redact-person.ts';
import { systemScheduler } from '../stream/scheduler.ts';
import type { RedactionList } from './redaction-list.ts';

/** Who did it, in the audit log. */
const identity: Identity = {
  ...publicIdentity,
  role: 'ORGANIZER',
  subject: 'list-of-redactions',
  scope: 'all',
};

interface Applied {
  /** The people who were redacted again: the database is of a time before it. */
  applied: number;
  /** The redactions that were appended to the list. */
  listed: number;
}

/** `notify` is called for each stream in which a redaction was announced. */
export async function applyRedactions(
  database: Database,
  list: RedactionList,
  notify: (streamId: string, head: number) => void = () => {},
): Promise<Applied> {
  const listed = new Set(list.read().map(({ person }) => person));
  const stored = await readStored(database);
  const missing = [...listed].filter((person) => !stored.has(person)).sort();
  if (missing.length > 0) await redact(database, missing, notify);
  const unlisted = [...stored].filter(([person]) => !listed.has(person));
  list.append(unlisted.map(([person, redactedAt]) => ({ person, redactedAt: redactedAt.toISOString() })));
  return { applied: missing.length, listed: unlisted.length };
}

async function readStored({ streamPool }: Database): Promise<Map<string, Date>> {
  const { rows } = await streamPool.query<{ personId: string; redactedAt: Date }>(
    'SELECT "personId", "redactedAt" FROM "Redaction" ORDER BY "redactedAt"',
  );
  return new Map(rows.map(({ personId, redactedAt }) => [personId, redactedAt]));
}

/** All of them in one transaction, as redactPerson does it: announced, and in the audit log. */
async function redact(
  database: Database,
  people: readonly string[],
  notify: (streamId: string, head: number) => void,
): Promise<void> {
  const context: WorkContext = {
    identity,
    requestId: 'list-of-redactions',
    database,
    requireValid: () => {},
    streams: { notify },
    deskPresence: { notifyProgrammeChanged: () => {} },
    scheduler: systemScheduler,
  };
  await runUnitOfWork(context, {
    mutation: 'redactPerson',
    idempotency: null,
    undoable: false,
    load: (read) => loadRedaction(read, sql`SELECT unnest(${[...people]}::uuid[])`),
    decide(loaded, deciding) {
      // Another server that starts at the same time may have come first.
      const ids = people.filter((id) => !loaded.redacted.includes(id));
      return { result: {}, ...decideRedaction(loaded, ids, deciding) };
    },
  });
}
