/**
 * A visitor's page: the exhibition and its totals from Apollo's cache, and its announcements as they come.
 *
 * Apollo loads the snapshot with its cursor in one query. The client library follows from there and survives broken connections. The
 * totals of each announcement are written to the cache, so that every component that shows them is rendered again.
 */
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { ApolloProvider, useApolloClient, useQuery } from '@apollo/client/react';
import { overEventStream, overWebSocket, withFallback } from '@pavilion-expo/client';
import { useAnnouncements } from '@pavilion-expo/client/react';
import { createRoot } from 'react-dom/client';

const parameters = new URLSearchParams(location.search);
const url = `${parameters.get('server') ?? 'http://127.0.0.1:4000'}/graphql`;
const exhibition = parameters.get('exhibition') ?? 'yancheng-2023';

const client = new ApolloClient({ link: new HttpLink({ uri: url }), cache: new InMemoryCache() });
const transport = withFallback(overWebSocket({ url: url.replace(/^http/, 'ws') }), overEventStream({ url }));

const totals =
  'totals { deals byCategory { category signingTotal { converted { money { amount currency compact } } } } }';
const snapshot = gql`query Snapshot($exhibition: ID!) {
  exhibition(idOrSlug: $exhibition) { id name ${totals} stream { cursor } }
}`;
const totalsFragment = gql`fragment Totals on Exhibition { ${totals} }`;
const subscription = `subscription Follow($exhibition: ID!, $after: String) {
  announcements(exhibition: $exhibition, after: $after) {
    __typename sequence cursor announcedAt
    exhibition { __typename id }
    ${totals.replaceAll('{', '{ __typename')}
    ... on DealSigned { deal { title amount { compact } parties { organization { name } } } }
    ... on Notice { text }
  }
}`;

function Page() {
  const { cache } = useApolloClient();
  const { data, error, refetch } = useQuery(snapshot, { variables: { exhibition } });
  const { announcements, state } = useAnnouncements(transport, {
    query: subscription,
    variables: { exhibition },
    after: data?.exhibition.stream.cursor,
    onAnnouncement: (announcement) =>
      cache.writeFragment({
        id: cache.identify(announcement.exhibition),
        fragment: totalsFragment,
        data: { __typename: 'Exhibition', totals: announcement.totals },
      }),
    onCursorLost: async () => (await refetch()).data.exhibition.stream.cursor,
  });
  if (error)
    return (
      <p role="alert">
        {error.message}: is {location.origin} in ALLOWED_ORIGINS of the server?
      </p>
    );
  if (!data) return <p>Loading</p>;
  return (
    <>
      <h1>{data.exhibition.name}</h1>
      <Totals {...data.exhibition.totals} />
      <ol reversed>
        {announcements.toReversed().map((announcement) => (
          <li key={announcement.sequence} value={announcement.sequence}>
            <Announcement {...announcement} />
          </li>
        ))}
      </ol>
      <small data-state={state.name}>{state.name}</small>
    </>
  );
}

function Totals({ deals, byCategory }) {
  const sums = byCategory.filter(({ signingTotal }) => signingTotal.converted);
  return (
    <p data-deals={deals}>
      {deals} deals
      {sums.map(({ category, signingTotal }) => (
        <span key={category}>
          {' '}
          · {category.toLowerCase()} {signingTotal.converted.money.compact}
        </span>
      ))}
    </p>
  );
}

function Announcement({ __typename, deal, text }) {
  if (__typename === 'Notice') return text;
  if (__typename !== 'DealSigned') return __typename;
  const names = deal.parties.map(({ organization }) => organization.name).join(', ');
  return (
    <>
      <strong>{deal.title}</strong> {deal.amount?.compact}
      <br />
      {names}
    </>
  );
}

createRoot(document.querySelector('main')).render(
  <ApolloProvider client={client}>
    <Page />
  </ApolloProvider>,
);
