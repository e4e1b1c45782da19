/** What is archived stays for what refers to it, and is left out of lists unless they ask for it. */
import { type Sql, sql } from '../database/sql.ts';

export const archivedField = {
  description:
    'True if it is archived: it remains for what refers to it, and lists leave it out unless they ask for it.',
};

export const archivedArgument = {
  type: 'Boolean',
  defaultValue: false,
  description: 'False for those that are not archived, true for those that are, null for both.',
} as const;

export function archivedCondition(archived: boolean | null | undefined): Sql[] {
  return archived == null ? [] : [sql`item."archived" = ${archived}`];
}
