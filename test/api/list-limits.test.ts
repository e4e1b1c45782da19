/** Verbs keep the maximum of each list that has no pages, also when several callers add the last entry at the same time. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listLimits } from '../../src/graphql/list-limits.ts';
import { buildExhibition, make, newKey } from '../support/build-exhibition.ts';
import { mutate, query } from '../support/http-client.ts';
import { openStage, type Stage } from '../support/stage.ts';

let stage: Stage;
const url = () => stage.nodes[0]!.url;
const sql = (text: string, values: unknown[] = []) => stage.nodes[0]!.database.pool.query(text, values);
beforeAll(async () => {
  stage = await openStage({ deals: 1 });
});
afterAll(() => stage[Symbol.asyncDispose]());

const named = (text: string) => [{ language: 'de', text }];
const as = () => ({ token: stage.organizer });
const eightAtOnce = (name: string, input: (index: number) => Record<string, unknown>) =>
  Promise.all([...Array(8).keys()].map((index) => mutate(url(), name, input(index), '__typename', as())));

/** One of them has become the last entry, and the others name the limit. */
function expectOneMore(results: { __typename: string }[], path: string[], max: number) {
  expect(results.filter(({ __typename }) => __typename.endsWith('Success'))).toHaveLength(1);
  const others = results.filter(({ __typename }) => !__typename.endsWith('Success'));
  const refused = { __typename: 'InvalidInput', path, message: expect.stringContaining(`${max}`) };
  expect(others).toEqual(others.map(() => expect.objectContaining(refused)));
}

it('createCeremony rejects a ceremony above the limit of the exhibition', async () => {
  const { max } = listLimits.ceremonies;
  const { exhibition } = await buildExhibition(url(), stage.organizer, { slug: 'full', deals: 1 });
  const id = (await sql(`SELECT "id" FROM "Exhibition" WHERE "slug" = 'full'`)).rows[0].id;
  const { rows } = await sql(`SELECT count(*)::int AS n FROM "Ceremony" WHERE "exhibitionId" = $1`, [id]);
  await sql(
    `INSERT INTO "Ceremony" ("id", "exhibitionId", "kind", "names", "startsAt")
     SELECT gen_random_uuid(), $1, 'SIGNING', $2, '2030-05-06T09:00:00Z' FROM generate_series(1, $3::int)`,
    [id, JSON.stringify(named('Weitere')), max - 1 - rows[0].n],
  );
  const results = await eightAtOnce('createCeremony', (index) => ({
    exhibition,
    kind: 'SIGNING',
    nameTranslations: named(`Letzte ${index}`),
    startsAt: '2030-05-06T09:00:00Z',
  }));
  expectOneMore(results, ['input', 'exhibition'], max);
});

it('createIndustry rejects an industry above the limit', async () => {
  const { max } = listLimits.industries;
  const { rows } = await sql(`SELECT count(*)::int AS n FROM "Industry"`);
  await sql(
    `INSERT INTO "Industry" ("id", "code", "names")
     SELECT gen_random_uuid(), 'industry-' || number, $1 FROM generate_series(1, $2::int) AS number`,
    [JSON.stringify(named('Branche')), max - 1 - rows[0].n],
  );
  const results = await eightAtOnce('createIndustry', (index) => ({
    code: `last-${index}`,
    nameTranslations: named('Letzte'),
  }));
  expectOneMore(results, ['input', 'code'], max);
  await sql(`DELETE FROM "Industry" WHERE "code" LIKE 'industry-%' OR "code" LIKE 'last-%'`);
});

it('updateExhibition counts the existing venues', async () => {
  const venue = {
    nameTranslations: named('Halle'),
    cityTranslations: named('Hamburg'),
    country: 'DE',
    timeZone: 'Europe/Berlin',
  };
  const add = (count: number) =>
    mutate(
      url(),
      'updateExhibition',
      { exhibition: stage.exhibition, addVenues: Array.from({ length: count }, () => venue) },
      'exhibition { venues { id } }',
      as(),
    );
  const { exhibition } = await query(url(), `{ exhibition(idOrSlug: "${stage.slug}") { venues { id } } }`);
  const left = listLimits.venues.max - exhibition.venues.length;
  expect(await add(left + 1)).toMatchObject({
    __typename: 'InvalidInput',
    path: ['input', 'addVenues'],
    message: expect.stringContaining(`at most ${listLimits.venues.max}`),
  });
  expect((await add(left)).exhibition.venues).toHaveLength(listLimits.venues.max);
});

const figure = (changes: object = {}) => ({
  metric: 'PROJECTS',
  value: '7',
  qualifier: 'EXACT',
  asOf: '2030-05-07',
  sources: [{ publisher: 'Hafenblatt', publishedOn: '2030-05-07' }],
  ...changes,
});

it.each(['exhibition', 'series'] as const)(
  'recordReportedFigure rejects a figure above the limit of one %s',
  async (owner) => {
    const { max } = listLimits.figureComparisons;
    const slug = `figures-${owner}`;
    await buildExhibition(url(), stage.organizer, { slug, deals: 1 });
    const isSeries = owner === 'series';
    const { rows } = await sql(`SELECT "id", "seriesId" FROM "Exhibition" WHERE "slug" = $1`, [slug]);
    const { rows: existing } = await sql(
      `SELECT count(*)::int AS n FROM "ReportedFigure"
       WHERE CASE WHEN $1 THEN "seriesId" = $2 AND "scope" = 'CUMULATIVE' ELSE "exhibitionId" = $3 END`,
      [isSeries, rows[0].seriesId, rows[0].id],
    );
    await sql(
      `INSERT INTO "ReportedFigure" ("id", "seriesId", "exhibitionId", "metric", "value", "qualifier", "scope",
         "fromEdition", "toEdition", "asOf")
       SELECT gen_random_uuid(), $1, CASE WHEN $3 THEN NULL ELSE $2::uuid END, 'PROJECTS', 1, 'EXACT',
         (CASE WHEN $3 THEN 'CUMULATIVE' ELSE 'EDITION' END)::"FigureScope",
         CASE WHEN $3 THEN 1 END, CASE WHEN $3 THEN 1 END, '2030-05-07' FROM generate_series(1, $4::int)`,
      [rows[0].seriesId, rows[0].id, isSeries, max - 1 - existing[0].n],
    );
    const results = await eightAtOnce('recordReportedFigure', () =>
      figure(isSeries ? { series: `${slug}-series`, fromEdition: 1, toEdition: 1 } : { exhibition: slug }),
    );
    expectOneMore(results, ['input', owner], max);
  },
);

it('pages the editions of a series, reported figures, guests and co-exhibitors', async () => {
  const slug = 'pages';
  const built = await buildExhibition(url(), stage.organizer, { slug, deals: 1 });
  const create = (name: string, input: object, selection: string) =>
    make(url(), name, { idempotencyKey: newKey(), ...input }, selection, as());
  for (const [metric, asOf] of [
    ['GUESTS', '2030-05-09'],
    ['PROJECTS', '2030-05-06'],
    ['GUESTS', '2030-05-08'],
  ])
    await create('recordReportedFigure', figure({ ceremony: built.ceremony, metric, asOf }), '__typename');
  const [main, ...others] = built.companies;
  const register = (organization: string | undefined, mainExhibitor: string | null) =>
    create('registerExhibitor', { exhibition: slug, organization, mainExhibitor }, 'exhibitor { id }');
  const { exhibitor } = await register(main, null);
  for (const other of others.slice(0, 2)) await register(other, exhibitor.id);

  const figures = '(first: 1) { totalCount nodes { metric asOf } }';
  const { exhibition, node } = await query(
    url(),
    `{ exhibition(idOrSlug: "${slug}") {
         series {
           exhibitions(first: 1) { totalCount nodes { slug } }
           reportedFigures${figures}
           none: reportedFigures(scope: CUMULATIVE) { totalCount nodes { asOf } }
         }
         reportedFigures(last: 1) { totalCount nodes { metric asOf } }
         ceremonies { guests${figures} }
       }
       node(id: "${exhibitor.id}") { ... on Exhibitor { coExhibitors(first: 1) { totalCount nodes { role } } } } }`,
  );
  expect(exhibition).toEqual({
    series: {
      exhibitions: { totalCount: 1, nodes: [{ slug }] },
      reportedFigures: { totalCount: 3, nodes: [{ metric: 'PROJECTS', asOf: '2030-05-06' }] },
      none: { totalCount: 0, nodes: [] },
    },
    reportedFigures: { totalCount: 3, nodes: [{ metric: 'GUESTS', asOf: '2030-05-09' }] },
    ceremonies: [{ guests: { totalCount: 2, nodes: [{ metric: 'GUESTS', asOf: '2030-05-08' }] } }],
  });
  expect(node.coExhibitors).toEqual({
    totalCount: Math.min(2, others.length),
    nodes: [{ role: 'CO' }],
  });
});
