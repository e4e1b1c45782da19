/** How the screens of a run follow the stream: by the package's own client, watched below it. */
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import type WebSocket from 'ws';
import {
  followAnnouncements,
  overEventStream,
  overWebSocket,
  type SequencedAnnouncement,
  type Transport,
} from '../../../src/client/index.ts';
import { observedFetch, observedWebSocket, type WireObserver } from './wire.ts';

export interface ScreenAnnouncement extends SequencedAnnouncement {
  __typename: string;
  id: string;
  announcedAt: string;
  text?: string;
}

export interface FollowOptions {
  /** http://host:port */
  url: string;
  exhibition: string;
  selection: string;
  language: string;
  after: string;
  /** Observes the wire, below the client. */
  wire: WireObserver;
  onAnnouncement(announcement: ScreenAnnouncement): void;
  /** The cursor cannot be resumed from; resolves with that of a new snapshot. */
  onCursorLost(code: string): Promise<string>;
}

export interface Stoppable {
  stop(): void;
}

export type Follow = (options: FollowOptions) => Stoppable;

export const watchDocument = (selection: string): string =>
  `subscription Watch($exhibition: ID!, $after: String) {
    announcements(exhibition: $exhibition, after: $after) { ${selection} }
  }`;

export const followOverWebSocket: Follow = (options) =>
  followOn(webSocketOf(options, observedWebSocket(options.wire)), options);

export const followOverEventStream: Follow = (options) =>
  followOn(
    overEventStream({
      url: `${options.url}/graphql`,
      language: options.language,
      fetch: observedFetch(options.wire),
    }),
    options,
  );

/** The graphql-ws client alone: it reconnects with its first cursor. A mutant. */
export const followFromTheBeginning: Follow = ({
  url,
  exhibition,
  selection,
  after,
  wire,
  onAnnouncement,
}) => {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: observedWebSocket(wire),
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: () => wait(200 + Math.random() * 300),
  });
  client.subscribe<{ announcements: ScreenAnnouncement }>(
    { query: watchDocument(selection), variables: { exhibition, after } },
    { next: ({ data }) => data && onAnnouncement(data.announcements), error() {}, complete() {} },
  );
  return { stop: () => void client.dispose() };
};

function webSocketOf({ url, language }: FollowOptions, webSocketImpl: typeof WebSocket): Transport {
  return overWebSocket({ url: `${url.replace('http', 'ws')}/graphql`, language, webSocketImpl });
}

function followOn(transport: Transport, options: FollowOptions): Stoppable {
  const { exhibition, selection, after, onAnnouncement, onCursorLost } = options;
  const following = followAnnouncements<ScreenAnnouncement>(transport, {
    query: watchDocument(selection),
    variables: { exhibition },
    after,
    onAnnouncement,
    onCursorLost,
  });
  return {
    stop() {
      following.stop();
      transport.close();
    },
  };
}
