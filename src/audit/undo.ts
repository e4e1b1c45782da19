import { z } from 'zod';
import type { Identity } from '../auth/identity.ts';
import {
  mayChangeShared,
  mayOperate,
  mayOrganizeSeries,
  organizesAll,
  requireSharedRight,
  requireStaff,
} from '../auth/policies.ts';
import { rawSql, type Sql, sql } from '../database/sql.ts';
import {
  AlreadyExists,
  Forbidden,
  NotFound,
  NotUndoable,
  ProgrammeItemDone,
  RatesInUse,
} from '../errors/user-errors.ts';
import { creating, updating } from '../mutations/common-input.ts';
import { type DefinedMutation, defineMutation } from '../mutations/define-mutation.ts';
import { assertVersion } from '../mutations/expected-version.ts';
import { nodeId } from '../mutations/validators.ts';
import { type LoadedChange, loadChange } from './load-change.ts';
import { restoreRows } from './restore-rows.ts';

const path = ['input', 'object'];

const input = z.object({
  object: nodeId(
    ...(['ExhibitionSeries', 'Exhibition', 'Venue', 'Industry', 'Company', 'PublicBody', 'Person'] as const),
    ...['Exhibitor', 'Deal', 'DealOutcome', 'Speech', 'Ceremony', 'ReportedFigure'],
  ).describe('The id of the object, which may be deleted.'),
  change: nodeId('AuditRecord')
    .nullish()
    .describe(
      'The id of the audit record that is to be undone. If it is not the last one of the object, nothing changes. Absent: the last one, whichever it is.',
    ),
  ...updating('object'),
  ...creating,
});

interface Undone {
  /** The id of the audit record that was undone. */
  record: string;
  typename: string;
  object: string;
}

const verb = defineMutation({
  name: 'undo',
  input,
  rights: requireStaff,
  errors: [NotUndoable, RatesInUse, ProgrammeItemDone],
  load: (read, { object }) => loadChange(read, object),
  decide(loaded: LoadedChange | null, { object, change, expectedVersion }, { identity }) {
    const last = requireRight(loaded, identity);
    if (change != null && change !== last.id)
      throw new NotUndoable('CHANGED_SINCE', 'A later change of the object exists.', ['input', 'change']);
    const kept = requireKept(last, object);
    const version = last.version ?? kept?.version;
    if (version != null) assertVersion(expectedVersion, { typename: last.subjectType, id: object, version });
    requireUnchanged(last);
    return {
      result: { record: last.id, typename: last.subjectType, object } satisfies Undone,
      writes: [...restoreRows(last.change!, last), ...(kept ? [] : nextVersion(last.subjectType, object))],
      audit: last.objects.map(({ type, id, exhibition, before, after }) => ({
        ...(exhibition !== null && { exhibition }),
        type,
        id,
        before: after,
        after: before,
      })),
    };
  },
});

/** undo reverses the last change of an object, if it was not announced. An undo is a change too, and can be undone. */
export const undo: DefinedMutation<typeof input, LoadedChange | null, Undone> = {
  ...verb,
  run: (context, raw) =>
    verb.run(context, raw).catch((error: unknown) => {
      throw notRestorable(error) ?? error;
    }),
};

/** An organizer undoes every change in the scope of the token, an operator the operator's own. */
function requireRight(loaded: LoadedChange | null, identity: Identity): LoadedChange {
  if (!loaded || !isInScope(loaded, identity)) throw new NotFound('object', path);
  if (identity.role !== 'ORGANIZER' && loaded.actor !== identity.subject)
    throw new Forbidden('An operator can undo only changes that were made with the same subject.', path);
  if (loaded.shared) requireSharedRight(identity, loaded.shared);
  return loaded;
}

function isInScope({ exhibition, series, shared, actor }: LoadedChange, identity: Identity): boolean {
  if (exhibition) return mayOperate(identity, exhibition);
  if (series) return mayOrganizeSeries(identity, series);
  // What belongs to an exhibition that is deleted remains for the one who changed it.
  return (
    organizesAll(identity) ||
    actor === identity.subject ||
    (shared !== null && mayChangeShared(identity, shared))
  );
}

function requireKept({ announced, change, rows }: LoadedChange, object: string) {
  if (announced)
    throw new NotUndoable(
      'ANNOUNCED',
      'The last change was announced. Correct or retract it, which is announced too.',
      path,
    );
  const kept = rows.find(({ key }) => key.includes(object) && JSON.parse(key).id === object);
  if (change === null || rows.length === 0)
    throw new NotUndoable('NOT_KEPT', 'The previous state of the last change is not kept.', path);
  if (kept?.isInserted)
    throw new NotUndoable('CREATED', 'The last change added the object. Delete it instead.', path);
  return kept;
}

function requireUnchanged({ rows, isAnnouncedSince, isDoneSince, rates }: LoadedChange): void {
  if (rates.some(({ ceremonyIsOpen }) => ceremonyIsOpen))
    throw new RatesInUse('Exchange rates cannot be changed while a ceremony is open. Close it first.', path);
  if (isDoneSince)
    throw new ProgrammeItemDone(
      'An item that the change added to the programme was signed or started since.',
      path,
    );
  if (isAnnouncedSince)
    throw new NotUndoable('ANNOUNCED', 'What the change concerned was announced since.', path);
  if (rows.some(({ isSame }) => !isSame))
    throw new NotUndoable('CHANGED_SINCE', 'A row that the change concerned was changed again.', path);
}

/** Increases the version of an object of which only parts were changed. The version of a programme follows from its items. */
function nextVersion(typename: string, id: string): Sql[] {
  return ['Exhibition', 'Deal', 'DealOutcome', 'Speech', 'ReportedFigure'].includes(typename)
    ? [sql`UPDATE ${rawSql(`"${typename}"`)} SET "version" = "version" + 1 WHERE "id" = ${id}::uuid`]
    : [];
}

const violations: Readonly<Record<string, string>> = {
  '23503': 'Something that the previous state refers to, or that refers to the current one, prevents it.',
  '23001': 'Something refers to what the change added.',
  '23505': 'Something else has taken its place since.',
  '23514': 'The previous state is no longer valid.',
};

/** The database refuses what no longer fits: references, places in an order, unique names. */
function notRestorable(error: unknown): NotUndoable | null {
  const code = error instanceof AlreadyExists ? '23505' : (error as { code?: string } | null)?.code;
  const message = violations[code ?? ''];
  return message === undefined ? null : new NotUndoable('REFERENCES', message, path);
}
