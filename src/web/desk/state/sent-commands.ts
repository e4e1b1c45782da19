/** The commands that this desk has sent, newest first, each with its outcome. */

export type Outcome =
  /** The number of attempts without a response. */
  | { name: 'pending'; attempts: number }
  /** `sequence` of the announcement; null if the command announces nothing. */
  | { name: 'confirmed'; sequence: number | null }
  | { name: 'rejected'; code: string; message: string; sequence: number | null }
  /** The operator stopped waiting. */
  | { name: 'unknown' };

export interface SentCommand<Name extends string = string> {
  /** The idempotency key. */
  key: string;
  name: Name;
  /** The id of the deal, speech, item, ceremony or exhibition that the command is about. */
  subject: string;
  /** The name of the subject, for display. */
  title: string;
  input: object;
  /** A time of the server, in milliseconds since 1970. */
  sentAt: number;
  outcome: Outcome;
}

/** How many settled commands are kept. Pending ones are kept without limit. */
export const maxSettledCommands = 30;

export function isPending(commands: readonly SentCommand[], subject: string): boolean {
  return commands.some((each) => each.subject === subject && each.outcome.name === 'pending');
}

export function withCommand<Command extends SentCommand>(
  commands: readonly Command[],
  command: Command,
): readonly Command[] {
  let settled = 0;
  // In the order in which they were sent, and not by their times: a clock may be set.
  const kept = commands.filter(
    ({ outcome }) => outcome.name === 'pending' || ++settled <= maxSettledCommands,
  );
  return [command, ...kept];
}

export function withOutcome<Command extends SentCommand>(
  commands: readonly Command[],
  key: string,
  outcome: Outcome,
): readonly Command[] {
  return commands.map((command) => (command.key === key ? { ...command, outcome } : command));
}

/** The result of a mutation: any type of its union. */
export interface CommandResult {
  /** Null if nothing that the public sees has changed. */
  announcement?: { sequence: number } | null;
  /** The announcements of a group signing. */
  announcements?: readonly { sequence: number }[];
  /** The sequence of the earlier announcement, if the deal was already signed. */
  sequence?: number;
  code?: string;
  message?: string;
  issues?: readonly { path: readonly string[]; message: string }[];
}

export function outcomeOf({ code, message, issues, sequence, ...result }: CommandResult): Outcome {
  const { announcements = [], announcement = announcements[announcements.length - 1] } = result;
  if (code === undefined) return { name: 'confirmed', sequence: announcement?.sequence ?? null };
  const details = issues?.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ');
  return { name: 'rejected', code, message: details || message || code, sequence: sequence ?? null };
}
