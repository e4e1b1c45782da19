/** Subscriptions over Server-Sent Events with fetch. Each has its own request ("distinct connections mode" of graphql-sse). */
import { guardObserver } from './report.ts';
import { headersFor } from './request.ts';
import { type ClientScheduler, systemScheduler } from './scheduler.ts';
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
  /** Time without data after which the connection is ended, in milliseconds. The server sends data every 5 s. Default 12,500. */
  silenceMs?: number;
  scheduler?: ClientScheduler;
}

export function overEventStream(options: EventStreamOptions): Transport {
  const closing = new AbortController();
  return {
    subscribe: (operation, observer, signal) =>
      subscribeOnce(
        options,
        operation,
        guardObserver(options.scheduler ?? systemScheduler, observer),
        AbortSignal.any([signal, closing.signal]),
      ),
    close: () => closing.abort(),
  };
}

async function subscribeOnce(
  options: EventStreamOptions,
  operation: Operation,
  observer: Observer,
  signal: AbortSignal,
): Promise<void> {
  const { url, fetch = globalThis.fetch, silenceMs = 12_500, scheduler = systemScheduler } = options;
  const silence = new AbortController();
  let timer = scheduler.setTimeout(() => silence.abort(), silenceMs);
  const onData = () => {
    timer.cancel();
    timer = scheduler.setTimeout(() => silence.abort(), silenceMs);
  };
  try {
    const ending = AbortSignal.any([signal, silence.signal]);
    const headers = await headersFor(options, ending);
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, accept: 'text/event-stream' },
      body: JSON.stringify(operation),
      signal: ending,
    });
    if (!response.ok || !response.body) {
      const result = (await response.json().catch(() => ({}))) as Result;
      if (response.status >= 500 || response.status === 429 || !result.errors)
        throw new ConnectionBroken(`The server answered ${response.status}.`, response.status);
      return observer.next(result);
    }
    observer.opened();
    await readEvents(response.body, onData, observer, signal);
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof ConnectionBroken) throw error;
    throw new ConnectionBroken(
      silence.signal.aborted ? `The server sent no data for ${silenceMs} ms.` : String(error),
      null,
      {
        cause: error,
      },
    );
  } finally {
    timer.cancel();
  }
}

/** Reads until `event: complete`. Throws ConnectionBroken if the stream ends without it. */
async function readEvents(
  body: ReadableStream<Uint8Array>,
  onData: () => void,
  observer: Observer,
  signal: AbortSignal,
): Promise<void> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  let incomplete = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) throw new ConnectionBroken('The event stream ended without event: complete.');
      onData();
      const events = (incomplete + value).split('\n\n');
      incomplete = events.pop()!;
      for (const event of events) {
        if (signal.aborted) return;
        const { type, data } = parseEvent(event);
        if (type === 'complete') return;
        if (type === 'next' && data !== '') observer.next(JSON.parse(data));
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** The fields of one event, in whatever order; comments and other fields are ignored. https://html.spec.whatwg.org/#event-stream-interpretation */
function parseEvent(event: string): { type: string; data: string } {
  let type = '';
  const data: string[] = [];
  for (const line of event.split('\n')) {
    const [, field, value = ''] = /^([^:]+)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'event') type = value;
    else if (field === 'data') data.push(value);
  }
  return { type, data: data.join('\n') };
}
