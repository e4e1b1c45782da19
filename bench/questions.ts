/** The three GraphQL queries of the benchmark; those for PostGraphile are in postgraphile-questions.ts. */
export const questionNames = ['nested', 'totals', 'deal'] as const;
export type QuestionName = (typeof questionNames)[number];

export interface Subject {
  slug: string;
  /** A signed deal's uuid. */
  dealId: string;
}

export const documents: Record<QuestionName, string> = {
  nested: `query Nested($slug: ID!) {
    exhibition(idOrSlug: $slug) {
      name
      deals(first: 20) {
        nodes {
          title
          amount { amount currency }
          signedAt
          parties { role organization { name country } }
        }
      }
    }
  }`,
  totals: `query Totals($slug: ID!) {
    exhibition(idOrSlug: $slug) {
      totals {
        byIndustry {
          industry
          deals
          byCategory { category contractedTotal { currencies { deals sum { amount currency } } } }
        }
      }
    }
  }`,
  deal: `query Deal($id: ID!) {
    deal(id: $id) {
      title
      instrument
      amount { amount currency }
      signedAt
      industry { code }
      exhibition { slug }
    }
  }`,
};

/** The same deal everywhere; there are two ways to write its id. */
export function requestFor(question: QuestionName, { slug, dealId }: Subject, idOf = (uuid: string) => uuid) {
  return {
    query: documents[question],
    variables: question === 'deal' ? { id: idOf(dealId) } : { slug },
  };
}
