/** Subscriptions over Server-Sent Events, a request each (graphql-sse's "distinct connections" mode), by fetch. */
import { headersFor } from './request.ts';
import {
  type Caller,
  ConnectionBroken,
  type Observer,
  type Operation,
  type Result,
  type Transport,
} from './transport.ts';

export interface EventStreamOptions extends Caller {
  /** http: or https: */
  url: string;
  fetch?: typeof globalThis.fetch;
  /** The server says something every five seconds; what is silent for longer than this is given up. In milliseconds. */
  silenceMs?: number;
}

export function overEventStream(options: EventStreamOptions): Transport {
  const closing = new AbortController();
  return {
    subscribe: (operation, observer, signal) =>
      subscribeOnce(options, operation, observer, AbortSignal.any([signal, closing.signal])),
    close: () => closing.abort(),
  };
}

async function subscribeOnce(
  options: EventStreamOptions,
  operation: Operation,
  observer: Observer,
  signal: AbortSignal,
): Promise<void> {
  const { url, fetch = globalThis.fetch, silenceMs = 12_500 } = options;
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), silenceMs);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), silenceMs);
  };
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...(await headersFor(options)), accept: 'text/event-stream' },
      body: JSON.stringify(operation),
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (!response.ok || !response.body) {
      const refused = (await response.json().catch(() => ({}))) as Result;
      if (response.status >= 500 || response.status === 429 || !refused.errors)
        throw new ConnectionBroken(`The server answered ${response.status}.`, response.status);
      return observer.next(refused);
    }
    observer.opened();
    await readEvents(response.body, heard, observer, signal);
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof ConnectionBroken) throw error;
    throw new ConnectionBroken(silence.signal.aborted ? 'The server fell silent.' : String(error), null, {
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}

/** Until `event: complete`. A stream that just ends was cut off. */
async function readEvents(
  body: ReadableStream<Uint8Array>,
  heard: () => void,
  observer: Observer,
  signal: AbortSignal,
): Promise<void> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) throw new ConnectionBroken('The stream of events was cut off.');
      heard();
      const events = (rest + value).split('\n\n');
      rest = events.pop()!;
      for (const event of events) {
        if (signal.aborted) return;
        if (event.startsWith('event: complete')) return;
        const [, data] = event.match(/^event: next\ndata: (.*)$/s) ?? [];
        if (data) observer.next(JSON.parse(data));
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
