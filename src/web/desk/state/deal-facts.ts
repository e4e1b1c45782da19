/** The facts of a deal that a correction can change besides its title and amount: category, instrument, industry, parties. */
import type { Texts } from '../../format/localized-texts.ts';
import type { CorrectDealInput, DealCategory, WallDealFragment } from '../../operations.ts';
import type { DeskView, ProgrammeItem } from './desk-view.ts';
import { type Fields, textOf } from './form-draft.ts';

type Deal = NonNullable<ProgrammeItem['deal']>;
type Instrument = WallDealFragment['instrument'];
type Role = WallDealFragment['parties'][number]['role'];

export const categories: readonly DealCategory[] = ['INVESTMENT', 'TRADE', 'COOPERATION'];
export const instruments: readonly Instrument[] = [
  ...(['CONTRACT', 'FRAMEWORK_AGREEMENT', 'MEMORANDUM_OF_UNDERSTANDING', 'LETTER_OF_INTENT'] as const),
];
export const roles: readonly Role[] = ['INVESTOR', 'HOST', 'BUYER', 'SELLER', 'PARTNER'];

export interface DealFacts {
  category: DealCategory;
  instrument: Instrument;
  /** Its code. */
  industry: string;
  /** In display order. */
  parties: readonly { role: Role; organization: string }[];
}

/**
 * What stands: the newest announcement about the deal, else the deal itself. The parties are those of the deal, also
 * after a correction in a rehearsal.
 */
export function publishedFacts({ exhibition }: DeskView, deal: Deal): DealFacts {
  const { nodes = [] } = exhibition.announcements ?? {};
  const snapshots = nodes.flatMap((node) =>
    'deal' in node && node.deal.dealId === deal.id ? [node.deal] : [],
  );
  const { category, instrument, industry } = snapshots[snapshots.length - 1] ?? deal;
  const parties = deal.parties.map(({ role, organization }) => ({ role, organization: organization.id }));
  return { category, instrument, industry: industry.code, parties };
}

const maxParties = 20;
/** Rows of a form for parties that are added. */
const spareRows = 2;

export function partyRows({ parties }: DealFacts): number[] {
  return Array.from({ length: Math.min(parties.length + spareRows, maxParties) }, (_, index) => index);
}

export function factFields(facts: DealFacts): Fields {
  const { category, instrument, industry, parties } = facts;
  const rows = partyRows(facts).flatMap((row) => [
    [`organization ${row}`, parties[row]?.organization ?? ''],
    [`role ${row}`, parties[row]?.role ?? 'PARTNER'],
  ]);
  return { category, instrument, industry, ...Object.fromEntries(rows) };
}

/** The facts as typed. A row without an organization is no party. */
export function typedFacts(fields: Fields, standing: DealFacts): DealFacts {
  return {
    category: (textOf(fields, 'category') || standing.category) as DealCategory,
    instrument: (textOf(fields, 'instrument') || standing.instrument) as Instrument,
    industry: textOf(fields, 'industry') || standing.industry,
    parties: typedParties(fields) ?? standing.parties,
  };
}

/** Null if the fields have none: what is stored of a form may be older than the desk. */
function typedParties(fields: Fields): DealFacts['parties'] | null {
  const rows = Object.keys(fields).flatMap((name) => /^organization (\d+)$/.exec(name)?.[1] ?? []);
  if (rows.length === 0) return null;
  const inOrder = rows.sort((one, other) => Number(one) - Number(other));
  return inOrder.flatMap((row) => {
    const organization = textOf(fields, `organization ${row}`);
    return organization === '' ? [] : [{ role: textOf(fields, `role ${row}`) as Role, organization }];
  });
}

export type FactCorrection = Pick<CorrectDealInput, 'category' | 'instrument' | 'industry' | 'parties'>;

/** Only what differs. */
export function factCorrection(before: DealFacts, after: DealFacts): FactCorrection {
  return {
    ...(after.category !== before.category && { category: after.category }),
    ...(after.instrument !== before.instrument && { instrument: after.instrument }),
    ...(after.industry !== before.industry && { industry: after.industry }),
    ...(!hasSameParties(after.parties, before.parties) && { parties: [...after.parties] }),
  };
}

/** The names in a view, in the language of the desk: of industries by code, of organizations by id. */
export function namesInView({ exhibition }: DeskView, language: string) {
  const industries = new Map<string, Texts>();
  const organizations = new Map<string, Texts>();
  for (const { programme } of exhibition.ceremonies) {
    for (const { deal } of programme) {
      if (!deal) continue;
      industries.set(deal.industry.code, [{ language, text: deal.industry.name }]);
      for (const { organization } of deal.parties)
        organizations.set(organization.id, [{ language, text: organization.name }]);
    }
  }
  return { industries, organizations };
}

export function hasSameParties(one: DealFacts['parties'], other: DealFacts['parties']): boolean {
  return (
    one.length === other.length &&
    one.every(
      ({ role, organization }, index) =>
        role === other[index]!.role && organization === other[index]!.organization,
    )
  );
}
