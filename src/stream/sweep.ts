/**
 * Goes round the members of audiences in slices, so that twenty thousand of them do not hold up the event
 * loop, and tells the writers at the end of each slice to send what they gathered: one write per socket.
 */
interface Sweepable {
  readonly members: readonly unknown[];
  pump(member: never): void;
}

const sliceMs = 8;
const membersBetweenLooks = 64;

/** Where each round stands, and how many members are still to be visited. */
const rounds = new Map<Sweepable, { index: number; remaining: number }>();
const flushers: (() => void)[] = [];
let scheduled = false;

/** Visits every member soon, starting where the round under way has got to: nobody waits for a new round. */
export function sweep(audience: Sweepable): void {
  const round = rounds.get(audience);
  if (round) round.remaining = audience.members.length;
  else rounds.set(audience, { index: 0, remaining: audience.members.length });
  schedule();
}

/** Called once, at the end of the present slice. */
export function atEndOfSlice(flush: () => void): void {
  flushers.push(flush);
  schedule();
}

function schedule(): void {
  if (scheduled) return;
  scheduled = true;
  setImmediate(runSlice);
}

function runSlice(): void {
  scheduled = false;
  const until = performance.now() + sliceMs;
  for (const [audience, round] of rounds) {
    if (!visitUntil(audience, round, until)) {
      // To the end of the line: a large audience must not keep the others waiting.
      rounds.delete(audience);
      rounds.set(audience, round);
      break;
    }
    rounds.delete(audience);
  }
  for (const flush of flushers.splice(0)) flush();
  if (rounds.size > 0) schedule();
}

/** False where time ran out before everyone was visited. */
function visitUntil(
  audience: Sweepable,
  round: { index: number; remaining: number },
  until: number,
): boolean {
  while (round.remaining > 0 && audience.members.length > 0) {
    if (round.index >= audience.members.length) round.index = 0;
    audience.pump(audience.members[round.index] as never);
    round.index++;
    round.remaining--;
    if (round.remaining % membersBetweenLooks === 0 && performance.now() > until) return false;
  }
  return true;
}
