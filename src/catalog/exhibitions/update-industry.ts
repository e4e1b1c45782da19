import { z } from 'zod';
import { requireOrganizer, requireSharedRight, type SharedObject } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { NotFound } from '../../errors/user-errors.ts';
import { archived, updating } from '../../mutations/common-input.ts';
import { defineDeletion } from '../../mutations/define-deletion.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { lockRows, requireLocked } from '../../mutations/row-locks.ts';
import { sharedColumns } from '../../mutations/shared-object.ts';
import { localized, nodeId } from '../../mutations/validators.ts';
import { updateRow } from '../../mutations/write-rows.ts';
import type { LocalizedText } from '../../text/localized-text.ts';

interface LoadedIndustry extends SharedObject {
  version: number;
  names: LocalizedText;
  archived: boolean;
}

/** Its code never changes: announcements and clients name the industry by it. */
export const updateIndustry = defineMutation({
  name: 'updateIndustry',
  input: z.object({
    industry: nodeId('Industry').describe('The industry.'),
    nameTranslations: localized().optional().describe('The name, with one entry per language.'),
    archived: archived.optional(),
    ...updating('industry'),
  }),
  rights: requireOrganizer,
  async load(read, { industry, nameTranslations }) {
    // Announcements of a deal contain the name of its industry: one that is made now has the old name or the new one.
    const isRenamed = nameTranslations !== undefined;
    const ofIndustry = sql`locked."industryId" = ${industry}::uuid`;
    const [locked, , deals, [found]] = await Promise.all([
      isRenamed ? lockRows(read, 'Deal', ofIndustry, 'FOR SHARE') : [],
      lockRows(read, 'Industry', sql`locked."id" = ${industry}::uuid`, 'FOR NO KEY UPDATE'),
      isRenamed
        ? read<{ id: string }>(sql`SELECT locked."id" FROM "Deal" AS locked WHERE ${ofIndustry}`)
        : [],
      read<LoadedIndustry>(sql`
        SELECT "version", "names", "archived", ${sharedColumns('Industry', sql`${industry}::uuid`)}
        FROM "Industry" WHERE "id" = ${industry}::uuid`),
    ]);
    // A verb that makes it the industry of a deal locks it: behind its lock, no deal is added any more.
    requireLocked(
      locked,
      deals.map((deal) => deal.id),
    );
    return found ?? null;
  },
  decide(loaded, { industry: id, expectedVersion, ...input }, { identity }) {
    if (!loaded) throw new NotFound('industry', ['input', 'industry']);
    const { version, createdBy, usedIn, ...before } = loaded;
    requireSharedRight(identity, { createdBy, usedIn });
    assertVersion(expectedVersion, { typename: 'Industry', id, version });
    const after = {
      names: input.nameTranslations ?? before.names,
      archived: input.archived ?? before.archived,
    };
    return {
      result: { industry: id },
      writes: updateRow('Industry', id, after),
      audit: [{ type: 'Industry', id, before, after }],
    };
  },
});

export const deleteIndustry = defineDeletion({
  name: 'deleteIndustry',
  field: 'industry',
  typename: 'Industry',
  table: 'Industry',
  description: 'An industry that nothing refers to.',
  rights: requireOrganizer,
  authorize: requireSharedRight,
  references: {
    deals: sql`SELECT count(*)::int FROM "Deal" WHERE "industryId" = item."id"`,
    organizations: sql`SELECT count(*)::int FROM "Organization" WHERE "industryId" = item."id"`,
    exhibitions: sql`SELECT count(*)::int FROM "FocusIndustry" WHERE "industryId" = item."id"`,
  },
});
