/**
 * Goes round the members of audiences in slices, so that twenty thousand of them do not hold up the event
 * loop, and tells the writers at the end of each slice to send what they gathered: one write per socket.
 *
 * After a long round it rests twice as long as the round took, so that whoever signs is not kept waiting by those who
 * watch: what is announced meanwhile goes out together in the next round, for the same number of writes.
 */
interface Sweepable {
  readonly members: readonly unknown[];
  pump(member: never): void;
}

/** With their writes, a few milliseconds. */
const membersPerSlice = 256;
/** A round that took less needs no rest. */
const shortRoundMs = 10;
/** Rounds take a third of the time of a server that is told of more than it can tell one by one. */
const restPerRound = 2;
const maxRestMs = 100;

interface Round {
  index: number;
  /** Something came since the round began: another one follows. */
  again: boolean;
}

const rounds = new Map<Sweepable, Round>();
const flushers: (() => void)[] = [];
let scheduled = false;
let resting: NodeJS.Timeout | null = null;
/** How long the slices took, less the time between them. */
let busyMs = 0;
let endedAtMs = 0;

/** Visits every member soon. Who has yet to be visited in the round under way gets what is new already then. */
export function sweep(audience: Sweepable): void {
  const round = rounds.get(audience);
  if (round) round.again = true;
  else rounds.set(audience, { index: 0, again: false });
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
  busyMs = Math.max(0, busyMs - (beganAtMs - endedAtMs));
  visitSome();
  for (const flush of flushers.splice(0)) flush();
  endedAtMs = performance.now();
  busyMs += endedAtMs - beganAtMs;
  if (rounds.size > 0) schedule();
}

function visitSome(): void {
  let visits = membersPerSlice;
  for (const [audience, round] of [...rounds]) {
    if (resting || visits === 0) return;
    visits -= visit(audience, round, visits);
    // To the end of the line: a large audience must not keep the others waiting.
    rounds.delete(audience);
    if (round.index < audience.members.length) {
      rounds.set(audience, round);
      continue;
    }
    if (round.again) rounds.set(audience, { index: 0, again: false });
    if (busyMs > shortRoundMs) rest();
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

function rest(): void {
  resting = setTimeout(
    () => {
      resting = null;
      if (rounds.size > 0) schedule();
    },
    Math.min(busyMs * restPerRound, maxRestMs),
  );
  busyMs = 0;
}
