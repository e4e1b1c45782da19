/** The same subscriber on the graphql-sse client. */
import { createClient } from 'graphql-sse';
import { onTestFinished } from 'vitest';
import { collect, type Subscriber } from './collector.ts';
import { everything, type SubscribeOptions } from './subscriber.ts';

export function subscribeOverSse(url: string, options: SubscribeOptions): Subscriber {
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
    url: `${url}/graphql`,
    retryAttempts: 0,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(language && { 'accept-language': language }),
    },
  });
  const collector = collect();
  const unsubscribe = client.subscribe(
    {
      query: `subscription Watch($exhibition: ID!, $after: String, $last: Int, $mode: StreamMode!) {
        announcements(exhibition: $exhibition, after: $after, last: $last, mode: $mode) { ${selection} }
      }`,
      variables: { exhibition, after, last, mode },
    },
    collector.sink,
  );
  const stop = async () => {
    unsubscribe();
    client.dispose();
  };
  onTestFinished(stop);
  return collector.subscriber(stop);
}
