/** What createDeal, updateDeal and correctDeal have in common. */
import { z } from 'zod';
import { InvalidInput, NotFound } from '../../errors/user-errors.ts';
import type { Transaction } from '../../mutations/change.ts';
import { localized, money, nodeId, slug } from '../../mutations/validators.ts';
import { asLocalizedText, type LocalizedText } from '../../text/localized-text.ts';

export const titleTranslations = localized();
export const category = z.enum(['INVESTMENT', 'TRADE', 'COOPERATION']);
export const instrument = z.enum([
  'CONTRACT',
  'FRAMEWORK_AGREEMENT',
  'MEMORANDUM_OF_UNDERSTANDING',
  'LETTER_OF_INTENT',
]);
export const amount = money;
export const industry = slug;
export const parties = z
  .array(
    z.object({
      organization: nodeId('Company', 'PublicBody'),
      role: z.enum(['INVESTOR', 'HOST', 'BUYER', 'SELLER', 'PARTNER']),
    }),
  )
  .min(2, 'needs at least two parties')
  .max(20, 'has more than 20 parties')
  .superRefine((given, context) => {
    for (const [index, { organization }] of given.entries()) {
      if (given.findIndex((each) => each.organization === organization) === index) continue;
      const message = 'stands in this deal already: one organization cannot be on both sides';
      context.addIssue({ code: 'custom', path: [index, 'organization'], message });
    }
  });

export type PartyInput = z.output<typeof parties>[number];

export interface FoundParty {
  role: PartyInput['role'];
  organization: { id: string; kind: 'COMPANY' | 'PUBLIC_BODY'; names: LocalizedText; country: string };
}

/** The organizations behind the ids, in the order given. */
export async function findParties(tx: Transaction, given: readonly PartyInput[]): Promise<FoundParty[]> {
  const ids = given.map((party) => party.organization);
  const rows = await tx.organization.findMany({
    where: { id: { in: ids } },
    select: { id: true, kind: true, names: true, country: true },
  });
  return given.map(({ organization, role }, index) => {
    const row = rows.find((each) => each.id === organization);
    if (!row) throw new NotFound('organization', ['input', 'parties', String(index), 'organization']);
    return { role, organization: { ...row, names: asLocalizedText(row.names) } };
  });
}

export interface FoundIndustry {
  id: string;
  code: string;
  names: LocalizedText;
}

export async function findIndustry(tx: Transaction, code: string): Promise<FoundIndustry> {
  const row = await tx.industry.findUnique({
    where: { code },
    select: { id: true, code: true, names: true },
  });
  if (!row) throw InvalidInput.at(['input', 'industry'], `there is no industry ${code}`);
  return { ...row, names: asLocalizedText(row.names) };
}
