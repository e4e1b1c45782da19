/** Every list of the schema, with each filter and each order; plans.ts requests them. */
export interface ListQuery {
  name: string;
  query: string;
  /** Requested first, for the last cursor of the list; the query takes it as $after. */
  deepIn?: string;
  /** A count reads every row that it counts. */
  counts?: boolean;
}

export function listQueries({ slug, company }: { slug: string; company: string }): ListQuery[] {
  const nodes = '{ nodes { id } pageInfo { endCursor hasNextPage } }';
  const deals = (name: string, args: string): ListQuery => ({
    name: `deals ${name}`,
    query: `{ deals(first: 20, ${args}) ${nodes} }`,
  });
  const ofExhibition = (name: string, field: string): ListQuery => ({
    name: `exhibition: ${name}`,
    query: `{ exhibition(idOrSlug: "${slug}") { ${field} ${nodes} } }`,
  });
  const order = (field: string, direction: string) => `orderBy: { field: ${field}, direction: ${direction} }`;
  const filters: Record<string, string> = {
    exhibition: `exhibition: "${slug}"`,
    industry: 'industry: "batteries"',
    country: 'country: "KR"',
    organization: `organization: "${company}"`,
    status: 'status: [SIGNED]',
    'status retracted': 'status: [RETRACTED]',
    instrument: 'instrument: [CONTRACT]',
    'rare instrument': 'instrument: [LETTER_OF_INTENT]',
    currency: 'currency: "EUR"',
    'rare currency': 'currency: "JPY"',
    amount: 'amount: { currency: "USD", min: "50000000", max: "50100000" }',
    text: 'text: "contract 77777"',
    'text of few letters': 'text: "ba"',
    'text not found': 'text: "zzzz"',
  };
  return [
    ...['LATEST', 'AMOUNT'].flatMap((field) =>
      ['ASC', 'DESC'].map((direction) => deals(`by ${field} ${direction}`, order(field, direction))),
    ),
    ...Object.entries(filters).flatMap(([name, filter]) => [
      deals(`of ${name}, latest first`, `filter: { ${filter} }`),
      deals(`of ${name}, by amount`, `filter: { ${filter} }, ${order('AMOUNT', 'DESC')}`),
    ]),
    deals('of industry and currency', 'filter: { industry: "batteries", currency: "EUR" }'),
    {
      name: 'deals, the last page',
      query: `query Deep($after: String) { deals(first: 20, after: $after) ${nodes} }`,
      deepIn: '{ deals(last: 40) { pageInfo { startCursor } } }',
    },
    {
      name: 'deals with parties',
      query:
        '{ deals(first: 20) { nodes { title industry { code } exhibition { slug } parties { organization { name } } } } }',
    },
    { name: 'deals, counted', query: '{ deals { totalCount } }', counts: true },
    {
      name: 'deals of an industry, counted',
      query: '{ deals(filter: { industry: "batteries" }) { totalCount } }',
      counts: true,
    },
    ofExhibition('deals', 'deals(first: 20)'),
    ofExhibition('deals by amount', `deals(first: 20, ${order('AMOUNT', 'DESC')})`),
    ofExhibition('deals of an industry', 'deals(first: 20, filter: { industry: "batteries" })'),
    ofExhibition('announcements', 'announcements(first: 20)'),
    ofExhibition('the newest announcements', 'announcements(last: 20)'),
    ofExhibition('exhibitors', 'exhibitors(first: 20)'),
    {
      name: 'all exhibitions with their deals',
      query: '{ exhibitions(first: 10) { nodes { slug deals(first: 5) { nodes { title } } } } }',
    },
    { name: 'companies', query: `{ companies(first: 20) ${nodes} }` },
    ...Object.entries({
      country: 'country: "KR"',
      industry: 'industry: "batteries"',
      exhibition: `exhibition: "${slug}"`,
      text: 'text: "works 77"',
      'text not found': 'text: "zzzz"',
    }).map(([name, filter]) => ({
      name: `companies of ${name}`,
      query: `{ companies(first: 20, filter: { ${filter} }) ${nodes} }`,
    })),
    {
      name: 'companies with their deals',
      query: '{ companies(first: 20) { nodes { name deals(first: 5) { nodes { title } } } } }',
    },
    {
      name: 'a company’s deals',
      query: `{ company(id: "${company}") { deals(first: 20) ${nodes} } }`,
    },
    { name: 'public bodies', query: `{ publicBodies(first: 20) ${nodes} }` },
    { name: 'exhibitions of a series', query: `{ exhibitions(first: 20, series: "bench") ${nodes} }` },
    { name: 'speeches', query: `{ speeches(first: 20) ${nodes} }` },
  ];
}
