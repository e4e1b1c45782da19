/** The three questions of the query bench, as GraphQL asks them; PostGraphile's are beside its own answers. */
export const questionNames = ['nested', 'totals', 'deal'] as const;
export type QuestionName = (typeof questionNames)[number];

export interface Subject {
  slug: string;
  /** A signed deal's uuid. */
  dealId: string;
}

export const documents: Record<QuestionName, string> = {
  nested: `query Nested($slug: String!) {
    exhibition(slug: $slug) {
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
  totals: `query Totals($slug: String!) {
    exhibition(slug: $slug) {
      totals { byIndustry { industry deals currencies { deals sum { amount currency } } } }
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

/** Everywhere the same; two ways to write an id. */
export function requestFor(question: QuestionName, { slug, dealId }: Subject, idOf = (uuid: string) => uuid) {
  return {
    query: documents[question],
    variables: question === 'deal' ? { id: idOf(dealId) } : { slug },
  };
}
