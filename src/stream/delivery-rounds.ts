/**
 * Goes round the members of audiences in slices, so that twenty thousand of them do not hold up the event
 * loop, and tells the writers at the end of each slice to send what they gathered: one write per socket.
 *
 * When more came during a long round it rests before the next one, the longer the more came: what is announced
 * meanwhile goes out together, for the same number of writes, and whoever signs is not kept waiting by those who watch.
 */
interface Sweepable {
  readonly members: readonly unknown[];
  pump(member: never): void;
}

/** With their writes, a few milliseconds. */
const membersPerSlice = 256;
/** A round that took less needs no rest. */
const shortRoundMs = 10;
/** In rounds. What comes once in a round, or less often, is told without a rest. */
const longestRest = 4;
const maxRestMs = 400;

interface Round {
  index: number;
  /** How often something came since the round began: another one follows. */
  came: number;
}

const rounds = new Map<Sweepable, Round>();
const flushers: (() => void)[] = [];
let scheduled = false;
let resting: NodeJS.Timeout | null = null;
/** How long the slices took since the last rest, or since there was nothing to do. */
let busyMs = 0;

/** Visits every member soon. Who has yet to be visited in the round under way gets what is new already then. */
export function sweep(audience: Sweepable): void {
  if (rounds.size === 0) busyMs = 0;
  const round = rounds.get(audience);
  if (round) round.came++;
  else rounds.set(audience, { index: 0, came: 0 });
  schedule();
}

/** Called once, at the end of the present slice. */
export function atEndOfSlice(flush: () => void): void {
  flushers.push(flush);
  schedule();
}

function schedule(): void {
  if (scheduled || (resting && flushers.length === 0)) return;
  scheduled = true;
  setImmediate(runSlice);
}

function runSlice(): void {
  scheduled = false;
  const beganAtMs = performance.now();
  visitSome();
  for (const flush of flushers.splice(0)) flush();
  busyMs += performance.now() - beganAtMs;
  if (rounds.size > 0) schedule();
}

function visitSome(): void {
  let visits = membersPerSlice;
  for (const [audience, round] of [...rounds]) {
    if (resting || visits === 0) return;
    // Whatever came during a rest is told in this round.
    if (round.index === 0) round.came = 0;
    visits -= visit(audience, round, visits);
    // To the end of the line: a large audience must not keep the others waiting.
    rounds.delete(audience);
    if (round.index < audience.members.length) {
      rounds.set(audience, round);
      continue;
    }
    if (round.came === 0) continue;
    rounds.set(audience, { index: 0, came: 0 });
    if (round.came > 1 && busyMs > shortRoundMs) rest(round.came);
  }
}

/** Returns how many it visited. */
function visit(audience: Sweepable, round: Round, most: number): number {
  let visits = 0;
  while (visits < most && round.index < audience.members.length) {
    audience.pump(audience.members[round.index] as never);
    round.index++;
    visits++;
  }
  return visits;
}

function rest(came: number): void {
  resting = setTimeout(
    () => {
      resting = null;
      if (rounds.size > 0) schedule();
    },
    Math.min(busyMs * Math.min(came - 1, longestRest), maxRestMs),
  );
  busyMs = 0;
}
