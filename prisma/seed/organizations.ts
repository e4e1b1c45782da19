/** Companies and public bodies. They are public from their first exhibition or announcement on. */

import { nameColumns } from '../../src/derived-columns/name-columns.ts';
import type { LocalizedText } from '../../src/text/localized-text.ts';
import type { Prisma } from '../generated/client/client.ts';
import { companies, type SeedCompany } from './companies.ts';
import { industryId } from './industries.ts';
import { localized } from './localized.ts';
import { publicBodies, type SeedPublicBody, samplePublicBodies } from './public-bodies.ts';
import { sampleCompanies } from './sample-companies.ts';
import { seedIds } from './seed-id.ts';
import type { Transaction } from './transaction.ts';

const all = { ...companies, ...publicBodies, ...sampleCompanies, ...samplePublicBodies };

export type OrganizationKey = keyof typeof all;
const keys = Object.keys(all) as OrganizationKey[];
export const organizationId = seedIds('organization', keys);

/** The fields of a party by which deals are searched. */
export function findable(key: OrganizationKey): { names: LocalizedText; country: string } {
  const { names, country }: SeedCompany | SeedPublicBody = all[key];
  return { names: localized(...names), country };
}

export async function writeOrganizations(tx: Transaction): Promise<void> {
  await tx.organization.createMany({ data: keys.map(asRow), skipDuplicates: true });
}

function asRow(key: OrganizationKey): Prisma.OrganizationCreateManyInput {
  const organization: SeedCompany | SeedPublicBody = all[key];
  const { names, country } = findable(key);
  return {
    id: organizationId(key),
    ...nameColumns(names),
    country,
    sample: key in sampleCompanies || key in samplePublicBodies,
    ...('bodyKind' in organization
      ? { kind: 'PUBLIC_BODY', bodyKind: organization.bodyKind }
      : { kind: 'COMPANY', industryId: industryId(organization.industry) }),
  };
}
