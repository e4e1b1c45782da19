/** One-line faults that the tests once did not see: each is tried by its own change, against the tests that hold it. */

export interface NamedFault {
  name: string;
  file: string;
  find: string;
  replace: string;
  /** The unit tests that fail with it. */
  tests: string[];
}

export const namedFaults: NamedFault[] = [
  {
    name: 'a stream falls silent a minute after it was opened',
    file: 'src/stream/hub.ts',
    find: 'if (this.#pollTimer || this.#closed) return;',
    replace: 'if (this.#pollTimer || this.#closed || this.#scheduler.monotonicMs() > 60_000) return;',
    tests: ['test/unit/stream'],
  },
  {
    name: 'a subscriber that was blocked once is ended when it is blocked for a moment later',
    file: 'src/stream/audience-member.ts',
    find: '      this.#blockedSinceMs = null;\n      return true;',
    replace: '      return true;',
    tests: ['test/unit/stream'],
  },
  {
    name: 'a total with a missing rate passes for the whole',
    file: 'src/announcements/tally.ts',
    find: 'money: missingRates.length > 0 ? null : {',
    replace: 'money: {',
    tests: ['test/unit/announcements'],
  },
  {
    name: 'ties are rounded to the even neighbour',
    file: 'src/money/exact.ts',
    find: 'ROUND_HALF_UP',
    replace: 'ROUND_HALF_EVEN',
    tests: ['test/unit/money'],
  },
  {
    name: 'a corrected amount keeps the conversion of the old one',
    file: 'src/programme/deals/correct-deal.ts',
    find: '      converted: newAmount && convert(newAmount, reportingCurrency, rates),\n',
    replace: '',
    tests: ['test/unit/programme'],
  },
  {
    name: 'lists begin with the wrong end',
    file: 'src/graphql/page.ts',
    find: "order.descending === window.backward ? 'ASC' : 'DESC'",
    replace: "order.descending === window.backward ? 'DESC' : 'ASC'",
    tests: ['test/unit/graphql'],
  },
  {
    name: 'deals come oldest first by default',
    file: 'src/programme/deals/deal-filter.ts',
    find: "order?.direction !== 'ASC'",
    replace: "order?.direction === 'DESC'",
    tests: ['test/unit/programme'],
  },
  {
    name: 'a screen of another exhibition watches a rehearsal',
    file: 'src/auth/policies.ts',
    find: "(identity.role === 'SCREEN' && identity.exhibitions.includes(exhibition))",
    replace: "identity.role === 'SCREEN'",
    tests: ['test/unit/auth'],
  },
  {
    name: 'the address that a client writes into X-Forwarded-For itself is believed',
    file: 'src/rate-limit/rate-limits.ts',
    find: 'addresses.at(-Math.min(proxyHops, addresses.length))',
    replace: 'addresses.at(0)',
    tests: ['test/unit/rate-limit'],
  },
  {
    name: 'X-Forwarded-For is believed without a trusted proxy',
    file: 'src/rate-limit/rate-limits.ts',
    find: "proxyHops > 0 ? headers['x-forwarded-for'] : undefined",
    replace: "headers['x-forwarded-for']",
    tests: ['test/unit/rate-limit'],
  },
  {
    name: 'clients come back without jitter',
    file: 'src/client/backoff.ts',
    find: '(0.25 + this.#scheduler.random() * 0.75)',
    replace: '1',
    tests: ['test/unit/client'],
  },
  {
    name: 'a token that is valid for longer than a timer can wait ends immediately',
    file: 'src/realtime/token-end.ts',
    find: 'leftMs > maxTimerMs ? wait : close',
    replace: 'close',
    tests: ['test/unit/realtime'],
  },
  {
    name: 'an underscore in a search matches any character',
    file: 'src/text/search-text.ts',
    find: '/[\\\\%_]/g',
    replace: '/[\\\\%]/g',
    tests: ['test/unit/text'],
  },
  {
    name: 'a language that the exhibition does not list is put first',
    file: 'src/text/localized-text.ts',
    find: 'index === -1 ? languages.length : index',
    replace: 'index',
    tests: ['test/unit/text'],
  },
  {
    name: 'a cursor of an epoch that lost its end is accepted',
    file: 'src/stream/cursor.ts',
    find: "if (next && sequence > next.afterSequence) return 'CURSOR_EXPIRED';",
    replace: '',
    tests: ['test/unit/stream'],
  },
];

/** A fault whose place no longer exists would change nothing, and the run would report it as detected. */
export function applyNamedFault({ name, file, find, replace }: NamedFault, source: string): string {
  const places = source.split(find).length - 1;
  if (places !== 1) throw new Error(`${name}: ${file} has ${places} places that read ${find}`);
  return source.replace(find, () => replace);
}
