/** Faults that the simulation must find: each is one that the server or the client once had, or nearly had. */
export interface Mutant {
  name: string;
  file: string;
  original: string;
  replacement: string;
}

export const mutants: readonly Mutant[] = [
  {
    name: 'nothing polls the streams',
    file: 'src/stream/hub.ts',
    original: 'if (this.#streams.size > 0) this.#schedulePoll();',
    replacement: '',
  },
  {
    name: 'a sequence that could not be serialized stays pending',
    file: 'src/stream/audience-payloads.ts',
    original: 'for (const sequence of missing) this.#pending.delete(sequence);',
    replacement: '',
  },
  {
    name: 'payloads of lost entries are kept',
    file: 'src/stream/audience-payloads.ts',
    original: 'if (sequence > head) this.#forget(sequence);',
    replacement: 'void head;',
  },
  {
    name: 'members of lost entries go on',
    file: 'src/stream/audience.ts',
    original: 'member.end(reason);',
    replacement: 'void [member, reason];',
  },
  {
    name: 'lost entries stay in the ring buffer',
    file: 'src/stream/live-stream.ts',
    original: 'this.#ring.truncate(validHead);',
    replacement: '',
  },
  {
    name: 'an old state proves that entries were lost',
    file: 'src/stream/live-stream.ts',
    original:
      'async onState(state: StreamState, version: number): Promise<void> {\n    if (version === this.version)',
    replacement: 'async onState(state: StreamState, _version: number): Promise<void> {\n    if (true)',
  },
  {
    name: 'a member that moves in the list keeps its old index',
    file: 'src/stream/audience.ts',
    original: 'last.index = index;',
    replacement: '',
  },
  {
    name: 'what is registered after the end never ends',
    file: 'src/realtime/connection.ts',
    original: 'if (!owned) {\n      this.#run(end);',
    replacement: 'if (!owned) {',
  },
  {
    name: 'a socket that was full is not resumed',
    file: 'src/realtime/socket-writer.ts',
    original: 'for (const callback of callbacks) callback();',
    replacement: 'void callbacks;',
  },
  {
    name: 'an event stream that was full is not resumed',
    file: 'src/realtime/event-stream-subscriber.ts',
    original: 'this.#awaitsDrain = false;\n        this.#member?.resume();',
    replacement: 'this.#awaitsDrain = false;',
  },
  {
    name: 'a buffer is written again while the socket holds it',
    file: 'src/realtime/socket-writer.ts',
    original: 'if (this.#socket.writableLength > 0) batch.detach();',
    replacement: '',
  },
  {
    name: 'a socket is not closed when its token ends',
    file: 'src/realtime/token-end.ts',
    original: "const close = () => connection.close('FORBIDDEN');",
    replacement: 'const close = () => void connection;',
  },
  {
    name: 'an operation begins before the completed one with its id has ended',
    file: 'src/realtime/operation-order.ts',
    original: 'if (previous) await previous.ended;',
    replacement: '',
  },
  {
    name: 'sockets that answer no ping stay',
    file: 'src/realtime/keep-alive.ts',
    original: 'this.terminatedCount++;\n        socket.terminate();',
    replacement: 'this.terminatedCount++;',
  },
  {
    name: 'audiences are counted permanently',
    file: 'src/realtime/subscribe.ts',
    original: 'leaveLimits();\n          member.leave();',
    replacement: 'member.leave();',
  },
  {
    name: 'the client ends no silent connection',
    file: 'src/client/web-socket.ts',
    original: 'silence = scheduler.setTimeout(() => client.terminate(), heartbeatMs);',
    replacement: '',
  },
  {
    name: 'the client resumes from the cursor that it began with',
    file: 'src/client/follow-announcements.ts',
    original: 'cursor = announcement.cursor;',
    replacement: '',
  },
  {
    name: 'the client gives up after an error that is temporary',
    file: 'src/client/keep-subscribed.ts',
    original: 'while (!stopping.signal.aborted) {',
    replacement: 'for (let count = 0; count < 2 && !stopping.signal.aborted; count++) {',
  },
  {
    name: 'a failure is kept as content',
    file: 'src/realtime/subscribe.ts',
    original: 'if (failure) throw failure;',
    replacement: 'void failure;',
  },
];

/** The text of the file with the fault. Throws if the fault does not apply any more. */
export function applyMutant({ name, original, replacement }: Mutant, text: string): string {
  if (text.split(original).length !== 2)
    throw new Error(`the mutant "${name}" must apply to its file exactly once`);
  return text.replace(original, () => replacement);
}
