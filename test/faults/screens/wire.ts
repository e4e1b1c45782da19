/**
 * Observes deliveries on the wire, below the client: duplicates that a client drops silently are visible here.
 */
import WebSocket from 'ws';

/** Called with each announcement of one subscription on one connection. */
export type SeeDelivery = (sequence: number) => void;

export interface WireObserver {
  /** A subscription begins on a connection. */
  subscribed(after: string | null): SeeDelivery;
}

interface SentMessage {
  type: string;
  id: string;
  payload: { variables?: { after?: string | null } };
}
interface ReceivedMessage {
  type: string;
  id: string;
  payload: { data?: { announcements?: { sequence: number } } | null };
}

/** The WebSocket that a client is to use. */
export function observedWebSocket(observer: WireObserver): typeof WebSocket {
  class ObservedWebSocket extends WebSocket {
    readonly #subscriptions = new Map<string, SeeDelivery>();

    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols);
      this.on('message', (data) => this.#look(String(data)));
    }

    override send(data: string, ...rest: never[]): void {
      const message = JSON.parse(data) as SentMessage;
      if (message.type === 'subscribe')
        this.#subscriptions.set(message.id, observer.subscribed(message.payload.variables?.after ?? null));
      super.send(data, ...rest);
    }

    #look(text: string): void {
      const message = JSON.parse(text) as ReceivedMessage;
      const announcement = message.type === 'next' ? message.payload.data?.announcements : undefined;
      if (announcement) this.#subscriptions.get(message.id)?.(announcement.sequence);
    }
  }
  return ObservedWebSocket as unknown as typeof WebSocket;
}

/** The fetch that a client of event streams is to use. */
export function observedFetch(observer: WireObserver): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream'))
      return response;
    const { variables } = JSON.parse(String(init?.body)) as SentMessage['payload'];
    const see = observer.subscribed(variables?.after ?? null);
    const body = response.body.pipeThrough(new TransformStream(eventWatcher(see)));
    return new Response(body, { status: response.status, headers: response.headers });
  };
}

function eventWatcher(see: SeeDelivery): Transformer<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  let rest = '';
  return {
    transform(chunk, controller) {
      rest += decoder.decode(chunk, { stream: true });
      const lines = rest.split('\n');
      rest = lines.pop()!;
      for (const line of lines) {
        if (!line.startsWith('data: {')) continue;
        const announcement = (JSON.parse(line.slice('data: '.length)) as ReceivedMessage['payload']).data
          ?.announcements;
        if (announcement) see(announcement.sequence);
      }
      controller.enqueue(chunk);
    },
  };
}
