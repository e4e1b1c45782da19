/** The retired terms, each with the term to use. Add a term here when a review finds a word that readers of the field would not know. */
export interface RetiredTerm {
  pattern: RegExp;
  use: string;
}

const term = (pattern: RegExp, use: string): RetiredTerm => ({ pattern, use });

/** In file names and, written with hyphens, in exported identifiers. */
export const retiredNames: readonly RetiredTerm[] = [
  term(/\/doors?\b|-doors?\b/, 'listeners'),
  term(/\/due\b/, 'frame batch'),
  term(/\/rendered\b/, 'serialized payload'),
  term(/take-turns?/, 'time slice, yield to the event loop'),
  term(/\/admitted\b/, 'token rate limit'),
  term(/hot-answers?/, 'response cache'),
  term(/data-version/, 'snapshot version'),
  term(/registered-operations?/, 'persisted documents'),
  term(/\blistening-wish/, 'stream subscription'),
  term(/\bhints?\b/, 'notification, notifier'),
  term(/between-servers/, 'cluster'),
  term(/own-secret/, 'local secret'),
  term(/\/greeting\b/, 'startup banner'),
  term(/\/staged-|\/stage-(deal|speech|ceremony)/, 'load for update'),
  term(/require-plan\b/, 'assert planned'),
  term(/last-told/, 'latest announcement'),
  term(/rank-amounts|amount-rank/, 'amount in reporting currency'),
  term(/refusals?\b/, 'user error, request error'),
  term(/\/told\b|-told\b/, 'announced, shown, reported'),
  term(
    /\/(station|presses|holding|moving|occasion|signs)\b/,
    'session, command outbox, long press, count-up, idle stages, status badges',
  ),
  term(/announced-(deal|speech|organization|party|ceremony|industry|speaker)/, 'snapshot'),
  term(/\/(utils?|helpers?|common|shared|misc)(\/|\.)/, 'the name of what it holds'),
];

/** Anywhere in the text of a line. */
export const retiredPhrases: readonly RetiredTerm[] = [
  term(/\btold\b/i, 'announced, reported, returned'),
  term(/\bwhoever\b/i, 'a caller that, anyone who'),
  term(/[,;] of which\b/i, 'two sentences'),
  term(/\bstands? in\b/i, 'is in, is stored in'),
  term(/\bfor ever\b/i, 'without a limit'),
  term(/\bas good as none\b/i, 'treated as absent'),
  term(/\btakes? turns?\b/i, 'yields to the event loop'),
  term(/\bhot answers?\b/i, 'cached responses'),
  term(/\bpens? lifts?\b/i, 'marks the deal as signed'),
  term(/\bsit down\b/i, 'sign in'),
  term(/\btells? everyone\b/i, 'announces, publishes'),
  term(/\bof the caller's making\b/i, 'client-generated'),
  term(/\bthe (rooms?|floors?) (above|below|that)\b/i, 'module'),
  term(/\bmay (not )?know of\b/i, 'may (not) see'),
  term(/\bon record\b/i, 'stored, announced'),
  term(/\bstrangers?\b/i, 'public callers'),
];

/** The names that a TypeScript module exports by declaration. */
export function exportedNames(text: string): string[] {
  return [
    ...text.matchAll(
      /^export (?:default )?(?:async )?(?:abstract )?(?:class|function|const|let|interface|type|enum) (\w+)/gm,
    ),
  ].map((match) => match[1]!);
}
