import { describe, expect, it } from 'vitest';
import { emptyScope } from '../../../src/auth/identity.ts';
import { sql } from '../../../src/database/sql.ts';
import { ofExhibitions } from '../../../src/graphql/visibility.ts';

const column = sql`item."exhibitionId"`;

describe('rows of exhibitions', () => {
  it('are all rows for a caller of all exhibitions', () => {
    expect(ofExhibitions('all', column).text).toBe('true');
  });

  it('are no rows for a caller of none', () => {
    expect(ofExhibitions(emptyScope, column).text).toBe('false');
  });

  it('are those of the named exhibitions, whose slugs are values and never SQL', () => {
    const { text, values } = ofExhibitions({ exhibitions: ["a' OR true --", 'b'], series: ["c'"] }, column);
    expect(text.replace(/\s+/g, ' ')).toBe(
      'item."exhibitionId" IN ( SELECT "id" FROM "Exhibition" WHERE "slug" = ANY($1) OR "seriesId" IN (' +
        'SELECT "id" FROM "ExhibitionSeries" WHERE "slug" = ANY($2)))',
    );
    expect(values).toEqual([["a' OR true --", 'b'], ["c'"]]);
  });

  it('are those of no series where only exhibitions are named', () => {
    const { text } = ofExhibitions({ exhibitions: ['a'], series: [] }, column);
    expect(text).toContain('OR false');
  });
});
