/**
 * The retired terms, each with the term to use. Add a term when a review finds a word that readers of the GraphQL
 * specification or of the documentation of Prisma, PostgreSQL, Redis or Centrifugo would not know.
 */
export interface RetiredTerm {
  pattern: RegExp;
  use: string;
}

const term = (pattern: RegExp, use: string): RetiredTerm => ({ pattern, use });

/** Matched against file paths, and against exported identifiers and schema names in the form `/kebab-case.`. */
export const retiredNames: readonly RetiredTerm[] = [
  term(/\/doors?\b|-doors?\b|\/behind\./, 'listeners, ServerDeps'),
  term(/\/due\b|followed-by|give-away/, 'frame batch: append, detach'),
  term(/\/rendered\b/, 'serialized payload'),
  term(/take-turns?\b/, 'time slice, yield to the event loop'),
  term(/\/admitted\b/, 'token rate limit'),
  term(/hot-answers?\b/, 'response cache'),
  term(/data-version/, 'snapshot version'),
  term(/registered-operations?\b/, 'persisted documents, persisted operations'),
  term(/\blistening-wish/, 'stream subscription'),
  term(/^src\/.*\/read-body\b/, 'body limit'),
  term(/\/origins\b/, 'cors'),
  term(/request-scope/, 'request id'),
  term(/security-headers/, 'secure headers'),
  term(/\bhints?\b/, 'notification, notifier'),
  term(/between-servers/, 'cluster'),
  term(/^src\/desk\b|\/screen-state\b/, 'presence, connected screens'),
  term(/record-sql/, 'audit log'),
  term(/claim-key/, 'idempotency'),
  term(/\/draft\b/, 'unit of work'),
  term(/own-secret/, 'local secret'),
  term(/\/greeting\b/, 'startup banner'),
  term(/\/staged-|\/stage-(deal|speech|ceremony)/, 'load for update'),
  term(/require-plan\b/, 'assert planned'),
  term(/\/rank\b|-ranks?\b|\/rank-/, 'amount in reporting currency'),
  term(/refusals?\b/, 'user error, request error'),
  term(/\/told\b|\/told-|-told\b/, 'announced, received, shown, reported'),
  term(/\b(strangers?|whoever|houses?)\b/, 'public caller, outsider; cluster'),
  term(/sit-down/, 'sign in'),
  term(/\/station\b/, 'session, connection state'),
  term(/(?<!long)[/-]press(es|ed)?\b/, 'command, command outbox, pending command'),
  term(/\b(strikes?|struck)\b/, 'inject a fault, its outcome'),
  // As a noun. The row of the audit log keeps it.
  term(
    /(?<!audit)-records?\b|\/record(s|ed|er)?\.|\brecord(ed)?-(reader|entry|announcement|in|over)\b/,
    'stored announcement, announcement row, audit log',
  ),
  term(/\/holding\b/, 'long press'),
  term(/\/(moving|signs|occasion)\b/, 'count-up, status badges, idle stages'),
  term(/announced-(deal|speech|organization|party|ceremony|industry|speaker)/, 'snapshot: DealSnapshot'),
  term(/\/(utils?|helpers?|common|shared|misc)(\/|\.)/, 'the name of what it contains'),
];

/** Matched against types, fields, arguments, input fields and enum values of schema.graphql as they are written. */
export const retiredSchemaNames: readonly RetiredTerm[] = [
  term(/^(names|titles|texts|reasons|offices|themes)$/, 'nameTranslations, titleTranslations …'),
  term(/Names$|Titles$|Texts$/, 'the singular and Translations: hostCityTranslations'),
  term(/^Announced[A-Z]/, 'DealSnapshot, SpeechSnapshot …'),
  term(/^changes$/, 'correctedSequence'),
];

/** Matched against each line of code and prose. */
export const retiredPhrases: readonly RetiredTerm[] = [
  term(/(\/\*\*|^\s*\*|\/\/) Of /, 'a sentence that begins with its noun or its verb'),
  term(/\btold\b/i, 'announced, received, reported, returned'),
  term(/\btells\b(?! apart)/i, 'reports, shows, returns'),
  term(/[a-z](?:Told|Hints?|Refusals?|Strangers?)(?![a-z])/, 'announced, notification, error, public caller'),
  term(/\bwhoever\b/i, 'a caller that, anyone who'),
  term(/[,;] of which\b/i, 'two sentences'),
  term(/\bstands? (in|on|beside)\b/i, 'is in, is stored in, depends on, is next to'),
  term(/\bfor ever\b/i, 'without a limit, permanently'),
  term(/\bas good as\b/i, 'treated as, equivalent to'),
  term(/\b(takes? turns?|by turns)\b/i, 'yields to the event loop, alternates'),
  term(/\b(hot|kept) answers?\b/i, 'cached response'),
  term(/\bpens? lifts?\b/i, 'marks the deal as signed'),
  term(/\bsit down\b/i, 'sign in'),
  term(/\btells? everyone\b/i, 'announces, publishes'),
  term(/\bof the caller's making\b/i, 'client-generated'),
  term(/\bthe (rooms?|floors?) (above|below|that)\b/i, 'module'),
  term(/\b(doors?|houses?)\b/i, 'listener, module, cluster'),
  term(/\bmay (not )?know of\b/i, 'may (not) see'),
  term(/\bnobody knows\b/i, 'unknown, undetected'),
  term(/\bon record\b/i, 'stored, announced'),
  term(/\bstrangers?\b/i, 'public caller, outsider'),
  term(/\brefusals?\b/i, 'error, UserError'),
  term(/\bhints?\b/i, 'notification; note'),
  term(/\b(foresaw|unforeseen)\b/i, 'unexpected'),
  term(/\bdearer\b/i, 'more expensive'),
  term(/\blets? through\b/i, 'accepts'),
  term(/\bhave in common\b/i, 'share'),
  term(/\bwins? over\b/i, 'overrides, takes precedence over'),
  term(/\bone too many\b/i, 'above the limit'),
  term(/\b(takes?|taken) back\b/i, 'retracts'),
  term(/\bwhich is not a fact\b/i, 'invented sample data'),
  term(/\bin each language (in which|that) it\b/i, 'in each available language; with one entry per language'),
  term(/\bat once\b/i, 'immediately, together, at the same time'),
  term(/\bfor good\b/i, 'permanently'),
  term(/\b(is|are) gone\b/i, 'no longer exists, was deleted'),
  term(/\bbehind (all |the )locks?\b/i, 'after the row was locked'),
  term(/\bknows? of\b/i, 'sees, finds, has received'),
  term(/\ballowance of its own\b/i, 'a separate limit'),
  term(/\bnull where\b(?! ")/i, 'null if'),
  term(/\bthe (motto|seat)\b/i, 'theme; headquarters'),
];

export interface Exception {
  /** The files it covers. */
  path: RegExp;
  /** The part of a line that may stay; the whole file if it is left out. */
  text?: string;
  reason: string;
}

/** Each must be needed: the test fails on an exception that covers no retired term. */
export const exceptions: readonly Exception[] = [
  { path: /^prisma\/migrations\//, reason: 'applied migrations are never edited' },
  { path: /^test\/cases\/port\.ts$/, reason: 'lists the names of 0.1 that it replaces' },
  { path: /^CHANGELOG\.md$/, reason: 'names what each release renamed' },
  { path: /^test\/contract\/vocabulary\./, reason: 'lists the retired terms' },
  { path: /^prisma\/generate\.ts$/, text: '--no-hints', reason: 'an option of the Prisma CLI' },
];
