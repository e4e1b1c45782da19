import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildExhibition } from '../support/build-exhibition.ts';
import { query } from '../support/http-client.ts';
import { openPavilion, tokenFor } from '../support/pavilion.ts';

let pavilion: Awaited<ReturnType<typeof openPavilion>>;

beforeAll(async () => {
  pavilion = await openPavilion({ template: 'empty' });
  await buildExhibition(pavilion.url, await tokenFor(pavilion, 'organizer'), { slug: 'spoken', deals: 1 });
});
afterAll(async () => {
  await pavilion[Symbol.asyncDispose]();
});

const nameIn = async (language?: string, argument?: string) => {
  const document = `query($language: LanguageTag) { exhibition(idOrSlug: "spoken") { name(language: $language) } }`;
  return (await query(pavilion.url, document, { language: argument }, { language })).exhibition.name;
};
const german = 'Erste Hafenmesse';
const japanese = '第1回港湾見本市';

describe('a localized field', () => {
  it.each([
    [undefined, german],
    ['ja', japanese],
    ['ja-JP', japanese],
    ['fr, ja;q=0.5', japanese],
    ['de;q=0.1, ja;q=0.9', japanese],
    ['fr', german],
    ['*', german],
    ['nonsense;;q', german],
  ])('reads Accept-Language %s', async (header, expected) => {
    expect(await nameIn(header)).toBe(expected);
  });

  it('prefers its argument to Accept-Language, and falls back to the first language', async () => {
    expect(await nameIn('de', 'ja')).toBe(japanese);
    expect(await nameIn('ja', 'fr')).toBe(german);
  });

  it('lists all languages, the exhibition’s first one first', async () => {
    const { exhibition } = await query(
      pavilion.url,
      '{ exhibition(idOrSlug: "spoken") { nameTranslations { language text } themeTranslations { language } } }',
    );
    expect(exhibition.nameTranslations).toEqual([
      { language: 'de', text: german },
      { language: 'ja', text: japanese },
    ]);
    expect(exhibition.themeTranslations).toEqual([{ language: 'de' }]);
  });
});
