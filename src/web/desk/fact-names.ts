/** Reads what a correction can choose from: the exhibitors, and every industry that is not archived. */
import { execute } from '../api/execute.ts';
import type { Texts } from '../format/localized-texts.ts';
import { DeskExhibitors, DeskIndustries } from '../operations.ts';

export interface LoadedNames {
  /** By code. */
  industries: ReadonlyMap<string, Texts>;
  /** By id. */
  organizations: ReadonlyMap<string, Texts>;
}

/** Pages of 100. More exhibitors are not offered. */
const maxPages = 20;

export async function loadFactNames(slug: string, token: () => string | null): Promise<LoadedNames> {
  const options = { token };
  const { industries } = await execute(DeskIndustries, {}, options);
  const organizations = new Map<string, Texts>();
  let after: string | null = null;
  for (let page = 0; page < maxPages; page++) {
    const { exhibition }: Awaited<ReturnType<typeof readPage>> = await readPage(slug, after, options);
    for (const { organization } of exhibition?.exhibitors.nodes ?? [])
      organizations.set(organization.id, organization.nameTranslations);
    const { hasNextPage, endCursor } = exhibition?.exhibitors.pageInfo ?? {};
    if (!hasNextPage || !endCursor) break;
    after = endCursor;
  }
  return {
    industries: new Map(industries.map(({ code, nameTranslations }) => [code, nameTranslations])),
    organizations,
  };
}

function readPage(exhibition: string, after: string | null, options: { token: () => string | null }) {
  return execute(DeskExhibitors, { exhibition, after }, options);
}
