/** A subscriber on the unmodified graphql-ws client. */
import { type ClientOptions, createClient } from 'graphql-ws';
import { onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { collect, type Subscriber } from './collector.ts';

export const everything = `
  __typename id sequence cursor announcedAt mode
  totals { deals byCategory { category signingTotal { converted { money { amount currency } } } } }
  ... on DealSigned { deal { dealId title amount { amount currency } parties { role organization { name country } } } }
  ... on DealCorrected { correctedSequence reason deal { dealId title amount { amount currency } } before { amount { amount currency } } }
  ... on DealRetracted { correctedSequence reason deal { dealId title } }
  ... on SpeechStarted { speech { speechId speaker { name } office text } }
  ... on SpeechFinished { speech { speechId text } }
  ... on SpeechTextReleased { speech { speechId text } round }
  ... on CeremonyOpened { ceremony { ceremonyId name kind } }
  ... on CeremonyClosed { ceremony { ceremonyId name } }
  ... on Notice { text }`;

export interface SubscribeOptions {
  exhibition: string;
  after?: string | null;
  last?: number | null;
  mode?: 'LIVE' | 'REHEARSAL';
  selection?: string;
  token?: string;
  language?: string;
  client?: Partial<ClientOptions>;
}

export function subscribe(url: string, options: SubscribeOptions): Subscriber {
  const {
    exhibition,
    after = null,
    last = null,
    mode = 'LIVE',
    selection = everything,
    token,
    language,
  } = options;
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { ...(token && { authorization: `Bearer ${token}` }), ...(language && { language }) },
    ...options.client,
  });
  const collector = collect();
  client.subscribe(
    {
      query: `subscription Watch($exhibition: ID!, $after: String, $last: Int, $mode: StreamMode!) {
        announcements(exhibition: $exhibition, after: $after, last: $last, mode: $mode) { ${selection} }
      }`,
      variables: { exhibition, after, last, mode },
    },
    collector.sink,
  );
  const stop = async () => {
    await client.dispose();
  };
  onTestFinished(stop);
  return collector.subscriber(stop);
}
