import { describe, expect, it } from 'vitest';
import { sql } from '../../../src/database/sql.ts';
import { ofExhibitions } from '../../../src/graphql/visibility.ts';

const column = sql`item."exhibitionId"`;

describe('rows of exhibitions', () => {
  it('are all rows for a caller of all exhibitions', () => {
    expect(ofExhibitions('all', column).text).toBe('true');
  });

  it('are no rows for a caller of none', () => {
    expect(ofExhibitions([], column).text).toBe('false');
  });

  it('are those of the named exhibitions, whose slugs are values and never SQL', () => {
    const { text, values } = ofExhibitions(["a' OR true --", 'b'], column);
    expect(text).toBe('item."exhibitionId" IN (SELECT "id" FROM "Exhibition" WHERE "slug" = ANY($1))');
    expect(values).toEqual([["a' OR true --", 'b']]);
  });
});
