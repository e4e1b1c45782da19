/** The queries of the pages and feeds of Pavilion, and those of its examples, each as a document of its own. */
import { globSync, readFileSync } from 'node:fs';
import { Kind, parse, print } from 'graphql';
import { feedDocuments } from '../../src/feeds/documents.ts';

const root = new URL('../../', import.meta.url).pathname;
/** See examples; each asks for the edition whose slug or id is given. */
const ofExamples = [
  'query ($slug: ID!) { exhibition(idOrSlug: $slug) { name totals { deals } stream { cursor } } }',
];

export function ownQueries(): string[] {
  const definitions = globSync('src/web/**/*.graphql', { cwd: root }).flatMap(
    (file) => parse(readFileSync(`${root}${file}`, 'utf8')).definitions,
  );
  const fragments = new Map(
    definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, print(each)]] : [],
    ),
  );
  const withFragments = (text: string): string => {
    const texts = new Map<string, string>();
    const collect = (of: string) => {
      for (const [, name] of of.matchAll(/\.\.\.\s*(\w+)/g)) {
        const fragment = name === 'on' ? undefined : fragments.get(name!);
        if (!fragment || texts.has(name!)) continue;
        texts.set(name!, fragment);
        collect(fragment);
      }
    };
    collect(text);
    return [text, ...texts.values()].join('\n');
  };
  const ofPages = definitions.flatMap((each) =>
    each.kind === Kind.OPERATION_DEFINITION && each.operation === 'query' ? [withFragments(print(each))] : [],
  );
  return [...ofPages, ...Object.values(feedDocuments), ...ofExamples];
}
