/** The three queries in PostGraphile's schema, and its responses in the common form. */
import type { QuestionName, Subject } from './questions.ts';
import { type Tallies, talliesByIndustry } from './servers/tallies.ts';

const documents: Record<QuestionName, string> = {
  // PostGraphile filters lists by indexed columns only; in this order the benchmark's planned deals follow the signed ones.
  nested: `query Nested($slug: String!) {
    allExhibitions(condition: { slug: $slug }, first: 1) {
      nodes {
        names
        dealsByExhibitionId(first: 20, orderBy: LATEST_AT_DESC) {
          nodes {
            titles
            amount
            currencyCode
            signedAt
            dealPartiesByDealId { nodes { role position organizationByOrganizationId { names country } } }
          }
        }
      }
    }
  }`,
  totals: `query Totals($slug: String!) {
    allExhibitions(condition: { slug: $slug }, first: 1) {
      nodes { announcementStreamsByExhibitionId { nodes { mode totals } } }
    }
  }`,
  deal: `query Deal($id: UUID!) {
    dealByRowId(rowId: $id) {
      titles
      instrument
      amount
      currencyCode
      signedAt
      industryByIndustryId { code }
      exhibitionByExhibitionId { slug }
    }
  }`,
};

export function requestForPostGraphile(question: QuestionName, { slug, dealId }: Subject) {
  return { query: documents[question], variables: question === 'deal' ? { id: dealId } : { slug } };
}

// biome-ignore lint/suspicious/noExplicitAny: responses are read by their structure
type Any = any;

export function answerOfPostGraphile(question: QuestionName, data: Any): unknown {
  if (question === 'deal') {
    const { industryByIndustryId: industry, exhibitionByExhibitionId: exhibition } = data.dealByRowId;
    const { title, amount, signedAt } = dealOf(data.dealByRowId);
    return {
      deal: { title, instrument: data.dealByRowId.instrument, amount, signedAt, industry, exhibition },
    };
  }
  const [found] = data.allExhibitions.nodes;
  if (question === 'totals') {
    const live = found.announcementStreamsByExhibitionId.nodes.find(({ mode }: Any) => mode === 'LIVE');
    const totals = typeof live.totals === 'string' ? JSON.parse(live.totals) : live.totals;
    return { exhibition: { totals: { byIndustry: talliesByIndustry(totals as Tallies) } } };
  }
  const nodes = found.dealsByExhibitionId.nodes.map((deal: Any) => ({
    ...dealOf(deal),
    parties: deal.dealPartiesByDealId.nodes
      .toSorted((a: Any, b: Any) => a.position - b.position)
      .map(({ role, organizationByOrganizationId: { names, country } }: Any) => ({
        role,
        organization: { name: textOf(names), country },
      })),
  }));
  return { exhibition: { name: textOf(found.names), deals: { nodes } } };
}

function dealOf({ titles, amount, currencyCode, signedAt }: Any) {
  return {
    title: textOf(titles),
    amount: { amount: Number(amount).toFixed(2), currency: currencyCode },
    signedAt: new Date(signedAt).toISOString(),
  };
}

function textOf(texts: Any): string {
  return (typeof texts === 'string' ? JSON.parse(texts) : texts)[0].text;
}
