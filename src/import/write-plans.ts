/** Lets the verbs decide the planned rows of a batch, and writes what they decide. */
import { isDeepStrictEqual } from 'node:util';
import type { LongTransaction } from '../database/long-transaction.ts';
import type { ReadRows } from '../database/sql-transaction.ts';
import { UserError } from '../errors/user-errors.ts';
import { encodeNodeId } from '../graphql/global-id.ts';
import { auditSql, keepNoRowsSql, keepRowsSql } from '../mutations/audit-log.ts';
import { announcementsOf, type Decision, withoutUnchanged } from '../mutations/decision.ts';
import type { Warned } from '../mutations/input-warning.ts';
import { readInput } from '../mutations/read-input.ts';
import { alreadyExists } from '../mutations/unique-violations.ts';
import { decidingAt, readTime } from '../mutations/unit-of-work.ts';
import type { Pause } from '../stream/pause.ts';
import type { ImportContext } from './import-options.ts';
import { type ImportedObject, issueOfRow, rowsOf } from './imported-object.ts';
import { addIssuesOf, addWarnings } from './issues-of-error.ts';
import type { Noun } from './noun.ts';
import type { Plan } from './plan-object.ts';
import { type References, tableOf } from './references.ts';

interface Writing {
  context: ImportContext;
  transaction: LongTransaction;
  references: References;
  pause: Pause;
}

/** If the database refuses a row of a batch, each row is tried by itself. */
export async function writePlans(writing: Writing, noun: Noun, plans: readonly Plan[]): Promise<void> {
  if (plans.length === 0) return;
  try {
    await writing.transaction.step(() => decideAndWrite(writing, noun, plans));
  } catch (error) {
    if (!isRefusedByDatabase(error)) throw error;
    const [plan] = plans;
    if (plans.length > 1) for (const each of plans) await writePlans(writing, noun, [each]);
    else {
      const known = alreadyExists(error);
      const issue = known ?? { code: 'CONFLICT', message: 'conflicts with another row or object' };
      rowsOf(plan!.record)[0]!.issues.push(issueOfRow(issue.code, issue.message));
    }
  }
}

async function decideAndWrite(
  { context, transaction, references, pause }: Writing,
  noun: Noun,
  plans: readonly Plan[],
): Promise<void> {
  const { read } = transaction;
  const deciding = decidingAt(context.identity, await readTime(read, context));
  const { at } = deciding;
  const once = readOnce(read);
  const decided = await Promise.all(
    plans.map(async ({ record, verb, input }) => {
      try {
        const parsed = readInput(verb.input, input) as never;
        const loaded = (await verb.load(once, parsed)) as never;
        const decision = withoutUnchanged(verb.decide(loaded, parsed, deciding));
        if (announcementsOf(decision).length > 0) {
          const message = 'would be announced: change it with its mutation';
          rowsOf(record)[0]!.issues.push(issueOfRow('ALREADY_ANNOUNCED', message));
          return null;
        }
        addWarnings((decision.result as Warned).warnings ?? [], noun, record, input);
        return { record, verb, decision };
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        addIssuesOf(error, noun, record, input);
        return null;
      }
    }),
  );
  const done = decided.filter((each) => each !== null);
  await pause();
  await transaction.write([
    ...done.flatMap(({ verb, decision: { writes, audit } }) => {
      // A change of its own for each row, so that each can be undone.
      const change = deciding.newId();
      const audited = { change, announced: false, entries: audit };
      if (audit.length === 0) return writes;
      const { before, records } = auditSql(context, verb.name, at, audited);
      return [keepRowsSql(change), ...writes, ...before, records];
    }),
    ...keySql(references, noun, done),
  ]);
  for (const { record, decision } of done) noteResult(record, decision);
  remember(
    references,
    noun,
    done.map(({ record }) => record),
  );
}

function keySql(
  references: References,
  noun: Noun,
  done: readonly { record: ImportedObject; decision: Decision<object> }[],
) {
  const table = tableOf(noun);
  const created = done.flatMap(({ record: { action, key }, decision }) => {
    const id = decision.audit[0]?.id;
    return action === 'CREATE' && id ? [{ key, id }] : [];
  });
  // A key belongs to no change of another object.
  return table && created.length > 0 ? [keepNoRowsSql(), references.keySql(table, created)] : [];
}

/** Later rows can refer to new objects. */
function remember(references: References, noun: Noun, records: readonly ImportedObject[]): void {
  const table = tableOf(noun);
  if (!table) return;
  for (const { key, id } of records) {
    const [typename, uuid] = Buffer.from(id ?? '', 'base64url')
      .toString()
      .split(':');
    if (typename && uuid) references.add(table, key, { id: uuid, typename });
  }
}

function noteResult(record: ImportedObject, { audit }: Decision<object>): void {
  const [first] = audit;
  if (!first) record.action = 'UNCHANGED';
  else if (record.action === 'CREATE') record.id = encodeNodeId(first.type, first.id);
}

/** Equal statements of the rows of a batch are sent once: nothing is written between them. */
function readOnce(read: ReadRows): ReadRows {
  const sent = new Map<string, { values: readonly unknown[]; rows: Promise<object[]> }[]>();
  return (statement) => {
    const equal = sent.get(statement.text) ?? [];
    sent.set(statement.text, equal);
    const known = equal.find(({ values }) => isDeepStrictEqual(values, statement.values));
    const rows = known?.rows ?? read(statement);
    if (!known) equal.push({ values: statement.values, rows });
    return rows as never;
  };
}

/** Integrity constraints: class 23 of the error codes of Postgres. */
function isRefusedByDatabase(error: unknown): boolean {
  return /^23/.test(String((error as { code?: unknown })?.code ?? ''));
}
