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
    find: "  return role !== 'PUBLIC' && isInScope(scope, exhibition);",
    replace: "  return role !== 'PUBLIC' && (role === 'SCREEN' || isInScope(scope, exhibition));",
    tests: ['test/unit/auth'],
  },
  {
    name: 'an organizer of some exhibitions organizes all of them',
    file: 'src/auth/policies.ts',
    find: "  return role === 'ORGANIZER' && isInScope(scope, exhibition);",
    replace: "  return role === 'ORGANIZER';",
    tests: ['test/unit/auth'],
  },
  {
    name: 'an organizer whose last exhibition was taken from the token organizes all of them',
    file: 'src/auth/tokens.ts',
    find: "role === 'organizer' && !exhibitions && !series",
    replace: "role === 'organizer' && !exhibitions?.length && !series?.length",
    tests: ['test/unit/auth'],
  },
  {
    name: 'organizers of different scopes are one audience',
    file: 'src/auth/identity.ts',
    find: '[role, distinct(scope.exhibitions), distinct(scope.series)]',
    replace: '[role, distinct([...scope.exhibitions, ...scope.series])]',
    tests: ['test/unit/auth'],
  },
  {
    name: 'what another exhibition uses too is changed by the one who added it',
    file: 'src/auth/policies.ts',
    find: 'exhibitions.every((exhibition) => mayOperate(identity, exhibition))',
    replace: 'exhibitions.length >= 0',
    tests: ['test/unit/auth'],
  },
  {
    name: 'the address that a client writes into X-Forwarded-For itself is believed',
    file: 'src/http/trusted-proxies.ts',
    find: 'values.at(-Math.min(proxies, values.length))',
    replace: 'values.at(0)',
    tests: ['test/unit/http'],
  },
  {
    name: 'X-Forwarded-For is believed without a trusted proxy',
    file: 'src/http/trusted-proxies.ts',
    find: "if (trust.kind === 'none') return 0;",
    replace: "if (trust.kind === 'none') return 1;",
    tests: ['test/unit/http'],
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
  {
    name: 'a total with one missing rate passes for the whole',
    file: 'src/announcements/tally.ts',
    find: 'missingRates.length > 0 ? null',
    replace: 'missingRates.length > 1 ? null',
    tests: ['test/unit/announcements/tally.test.ts'],
  },
  {
    name: 'an event stream falls silent a minute after it was opened',
    file: 'src/realtime/event-stream.ts',
    find: "scheduler.setInterval(() => response.write(':\\n\\n'), keepAliveMs)",
    replace:
      "scheduler.setInterval(() => scheduler.monotonicMs() < 60_000 && response.write(':\\n\\n'), keepAliveMs)",
    tests: ['test/unit/realtime/event-stream.test.ts'],
  },
  {
    name: 'revoked tokens are read for a minute only',
    file: 'src/auth/revocations.ts',
    find: 'scheduler.setInterval(read, pollMs)',
    replace: 'scheduler.setInterval(((polls) => () => polls++ < 30 && read())(0), pollMs)',
    tests: ['test/unit/auth/revocations.test.ts'],
  },
  {
    name: 'announcedAt is the time at which the request came',
    file: 'src/mutations/unit-of-work.ts',
    find: 'at: context.now ? at : null',
    replace: 'at',
    tests: ['test/unit/mutations/unit-of-work.test.ts'],
  },
  {
    name: 'an announcement can be earlier than the one before it',
    file: 'src/announcements/announce.ts',
    find: 'clock_timestamp()), "lastAnnouncedAt")',
    replace: 'clock_timestamp()), NULL)',
    tests: ['test/unit/mutations/unit-of-work.test.ts'],
  },
  {
    name: 'a corrected deal is counted in its old countries',
    file: 'src/programme/deals/correct-deal.ts',
    find: 'withDeal(corrected)]',
    replace: 'withDeal({ ...corrected, parties: before.parties })]',
    tests: ['test/unit/programme/correct-deal.test.ts'],
  },
  {
    name: 'a correction takes the row of the deal off the totals, not what was announced',
    file: 'src/programme/deals/correct-deal.ts',
    find: 'totals: [withoutDeal(before)',
    replace: 'totals: [withoutDeal({ ...before, instrument: deal.instrument })',
    tests: ['test/unit/programme/correct-deal.test.ts'],
  },
  {
    name: 'the smallest amount of a range is left out',
    file: 'src/programme/deals/deal-filter.ts',
    find: "'>=' : '<='",
    replace: "'>' : '<='",
    tests: ['test/unit/programme/deal-filter.test.ts'],
  },
  {
    name: '`last` gives the oldest announcements',
    file: 'src/programme/announcements/list-announcements.ts',
    find: 'from: Math.max(lowest, highest - last + 1), to: highest',
    replace: 'from: lowest, to: Math.min(highest, lowest + last - 1)',
    tests: ['test/unit/programme/list-announcements.test.ts'],
  },
  {
    name: 'an operator of another exhibition sees the desk',
    file: 'src/programme/presence/desk.schema.ts',
    find: '  requireOperator(context.identity, location ?? { slug: exhibition, series: null });\n',
    replace: '',
    tests: ['test/unit/programme/outsiders.test.ts'],
  },
  {
    name: 'a screen of another exhibition follows a rehearsal',
    file: 'src/programme/announcements/announcements.subscription.ts',
    find: '!location || !mayWatch(context, location)',
    replace: '!location',
    tests: ['test/unit/programme/outsiders.test.ts'],
  },
  {
    name: 'a failure becomes the payload of an audience',
    file: 'src/realtime/subscribe.ts',
    find: '  if (failure) throw failure;\n',
    replace: '',
    tests: ['test/unit/realtime/subscribe.test.ts'],
  },
  {
    name: 'audiences stay in the limits when they are refused',
    file: 'src/realtime/subscribe.ts',
    find: '    } catch (error) {\n      leaveLimits();',
    replace: '    } catch (error) {',
    tests: ['test/unit/realtime/subscribe.test.ts'],
  },
];

/** A fault whose place no longer exists would change nothing, and the run would report it as detected. */
export function applyNamedFault({ name, file, find, replace }: NamedFault, source: string): string {
  const places = source.split(find).length - 1;
  if (places !== 1) throw new Error(`${name}: ${file} has ${places} places that read ${find}`);
  return source.replace(find, () => replace);
}
