/**
 * Which of the available languages a reader accepts: RFC 4647 lookup with likely subtags, so that zh-CN finds zh-Hans
 * and zh-TW finds zh-Hant.
 */
import { isLanguageTag } from './language-tag.ts';

/** In the format of Accept-Language (RFC 9110, 12.5.4). What exceeds these limits is ignored. */
const maxCharacters = 1_000;
const maxRanges = 20;

interface Range {
  tag: string;
  weight: number;
}

/** The accepted ones of the available languages, best first. A language with the weight 0 is not among them. */
export function matchLanguages(accepted: string, available: readonly string[]): string[] {
  const ranges = readRanges(accepted);
  const excluded = new Set(ranges.filter(({ weight }) => weight === 0).map(({ tag }) => tag.toLowerCase()));
  const candidates = available.filter((language) => !excluded.has(language.toLowerCase()));
  const wanted = ranges.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  const matches = new Set<string>();
  for (const { tag } of wanted)
    for (const language of tag === '*' ? candidates : closestFirst(tag, candidates)) matches.add(language);
  return [...matches];
}

/** The languages that a reader accepts, best first, whatever is available. */
export function acceptedLanguages(accepted: string): string[] {
  return readRanges(accepted)
    .filter(({ tag, weight }) => weight > 0 && tag !== '*')
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}

function readRanges(accepted: string): Range[] {
  if (accepted.length > maxCharacters) return [];
  return accepted
    .split(',', maxRanges)
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((each) => each.trim());
      const weight = parameters.find((each) => /^q=/i.test(each))?.slice(2);
      return { tag, weight: weight === undefined ? 1 : Number(weight) || 0 };
    })
    .filter(({ tag }) => tag === '*' || isLanguageTag(tag));
}

/** The candidates in the language of the tag: the tag itself, its script and region, its script, and last any other script. */
function closestFirst(tag: string, candidates: readonly string[]): string[] {
  const wanted = new Intl.Locale(tag).maximize();
  const distanceOf = (language: string) => {
    const found = new Intl.Locale(language).maximize();
    if (found.language !== wanted.language) return null;
    if (language.toLowerCase() === tag.toLowerCase()) return 0;
    if (found.script !== wanted.script) return 3;
    return found.region === wanted.region ? 1 : 2;
  };
  return candidates
    .flatMap((language) => {
      const distance = distanceOf(language);
      return distance === null ? [] : [{ language, distance }];
    })
    .sort((a, b) => a.distance - b.distance)
    .map(({ language }) => language);
}
