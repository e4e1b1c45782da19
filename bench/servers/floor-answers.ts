/** The floor: one hand-written SQL statement per query; the JSON of Postgres is the response. */
import pg from 'pg';
import type { QuestionName } from '../questions.ts';

const money = (amount: string, currency: string) =>
  `json_build_object('amount', round(${amount}, 2)::text, 'currency', ${currency})`;
const signedAt = `to_char(deal."signedAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const firstText = (column: string) => `${column}->0->>'text'`;

const statements: Record<QuestionName, string> = {
  nested: `
    SELECT json_build_object('data', json_build_object('exhibition', json_build_object(
      'name', ${firstText('exhibition."names"')},
      'deals', json_build_object('nodes', (
        SELECT coalesce(json_agg(json_build_object(
          'title', ${firstText('deal."titles"')},
          'amount', ${money('deal."amount"', 'deal."currencyCode"')},
          'signedAt', ${signedAt},
          'parties', (
            SELECT json_agg(json_build_object('role', party."role", 'organization', json_build_object(
              'name', ${firstText('org."names"')}, 'country', org."country")) ORDER BY party."position")
            FROM "DealParty" AS party JOIN "Organization" AS org ON org."id" = party."organizationId"
            WHERE party."dealId" = deal."id"))), '[]')
        FROM (
          SELECT * FROM "Deal" AS item
          WHERE item."exhibitionId" = exhibition."id" AND item."status" IN ('SIGNED', 'RETRACTED')
          ORDER BY item."latestAt" DESC, item."id" DESC LIMIT 20) AS deal)))))::text AS answer
    FROM "Exhibition" AS exhibition WHERE exhibition."slug" = $1`,
  totals: `
    SELECT json_build_object('data', json_build_object('exhibition', json_build_object('totals', json_build_object(
      'byIndustry', (
        SELECT json_agg(json_build_object(
          'industry', industry.key,
          'deals', counted.deals,
          'byCategory', (
            SELECT json_agg(json_build_object('category', category.name, 'contractedTotal', json_build_object(
              'currencies', (
                SELECT coalesce(json_agg(json_build_object('deals', currency.value->'deals',
                  'sum', json_build_object('amount', currency.value->'amount', 'currency', currency.key))
                  ORDER BY currency.key), '[]')
                FROM jsonb_each(industry.value->category.name->'binding'->'currencies') AS currency)))
              ORDER BY category.position)
            FROM unnest(ARRAY['INVESTMENT', 'TRADE', 'COOPERATION']) WITH ORDINALITY AS category(name, position)))
          ORDER BY counted.deals DESC, industry.key)
        FROM jsonb_each(stream."totals"->'industries') AS industry
        CROSS JOIN LATERAL (
          SELECT sum((side.value->>'deals')::int) AS deals
          FROM jsonb_each(industry.value) AS category, jsonb_each(category.value) AS side) AS counted)))))::text AS answer
    FROM "AnnouncementStream" AS stream JOIN "Exhibition" AS exhibition ON exhibition."id" = stream."exhibitionId"
    WHERE exhibition."slug" = $1 AND stream."mode" = 'LIVE'`,
  deal: `
    SELECT json_build_object('data', json_build_object('deal', json_build_object(
      'title', ${firstText('deal."titles"')},
      'instrument', deal."instrument",
      'amount', ${money('deal."amount"', 'deal."currencyCode"')},
      'signedAt', ${signedAt},
      'industry', json_build_object('code', industry."code"),
      'exhibition', json_build_object('slug', exhibition."slug"))))::text AS answer
    FROM "Deal" AS deal
    JOIN "Industry" AS industry ON industry."id" = deal."industryId"
    JOIN "Exhibition" AS exhibition ON exhibition."id" = deal."exhibitionId"
    WHERE deal."id" = $1::uuid AND deal."status" IN ('SIGNED', 'RETRACTED')`,
};

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

interface Request {
  query: string;
  variables: { slug?: string; id?: string };
}

/** The operation name selects the query. */
export async function answerOf({ query, variables }: Request): Promise<string> {
  const name = /query (\w+)/.exec(query)![1]!.toLowerCase() as QuestionName;
  const values = [variables.slug ?? variables.id];
  const { rows } = await pool.query<{ answer: string }>({ name, text: statements[name], values });
  return rows[0]!.answer;
}
