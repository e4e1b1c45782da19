import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { openStage } from '../support/stage.ts';
import { subscribe } from '../support/subscriber.ts';
import { type ReceivedSpan, receiveTraces } from '../support/trace-receiver.ts';

const callersTrace = '4bf92f3577b34da6a3ce929d0e0e4736';
const callersSpan = '00f067aa0ba902b7';
const sign = `mutation Sign($input: SignDealInput!) {
  signDeal(input: $input) { ... on SignDealSuccess { announcement { sequence } } }
}`;

async function performTraced(environment: Record<string, string>, flags: string) {
  const collector = await receiveTraces();
  onTestFinished(() => collector.close());
  const stage = await openStage({
    nodes: 2,
    environment: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...environment },
  });
  const screens = stage.nodes.map(({ url }) => subscribe(url, { exhibition: stage.slug, last: 1 }));
  for (const screen of screens) await screen.count(1);
  const response = await fetch(`${stage.nodes[0]!.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${stage.operator}`,
      traceparent: `00-${callersTrace}-${callersSpan}-${flags}`,
    },
    body: JSON.stringify({
      query: sign,
      variables: { input: { deal: stage.nextDeal(), idempotencyKey: randomUUID() } },
    }),
  });
  const { data } = (await response.json()) as { data: { signDeal: { announcement: { sequence: number } } } };
  const { sequence } = data.signDeal.announcement;
  for (const screen of screens) expect((await screen.count(2))[1].sequence).toBe(sequence);
  // It sends what it has not sent yet.
  await stage[Symbol.asyncDispose]();
  return { sequence, spans: collector.spans };
}

it('a signing is one trace, from the request of the caller to the sockets of both servers', async () => {
  const { spans, sequence } = await performTraced({ OTEL_SERVICE_NAME: 'yancheng' }, '01');
  const trace = spans.filter(({ traceId }) => traceId === callersTrace);
  const named = (name: string) => trace.filter((span) => span.name === name);
  const [http] = named('POST /graphql');
  expect(named('POST /graphql')).toEqual([http]);
  expect(http).toMatchObject({
    service: 'yancheng',
    parentSpanId: callersSpan,
    attributes: { 'http.request.method': 'POST', 'url.path': '/graphql', 'http.response.status_code': 200 },
  });
  const [graphql] = named('mutation');
  expect(graphql).toMatchObject({
    parentSpanId: http!.spanId,
    isError: false,
    attributes: { 'graphql.operation.name': 'Sign', 'pavilion.mutation': 'signDeal' },
  });
  const below = (name: string) => [...new Set(named(name).map(({ parentSpanId }) => parentSpanId))];
  for (const name of ['BEGIN', 'COMMIT', 'PUBLISH'])
    expect([name, below(name)]).toEqual([name, [graphql!.spanId]]);
  const statements = trace.filter(({ attributes }) => attributes['db.system.name'] === 'postgresql');
  expect(statements.map(({ name }) => name)).toContain('WITH AnnouncementStream');
  // One audience on each server.
  expect(named('deliver').map(({ attributes }) => attributes['pavilion.sequence'])).toEqual([
    sequence,
    sequence,
  ]);
  expect(below('deliver')).toEqual([graphql!.spanId]);
  const parents = new Set([callersSpan, ...trace.map(({ spanId }) => spanId)]);
  expect(trace.filter(({ parentSpanId }) => !parents.has(parentSpanId ?? ''))).toEqual([]);
  // What the server does by itself, such as its polls, is in no trace.
  const roots = spans.filter(({ parentSpanId }) => parentSpanId === null).map(({ name }) => name);
  expect(
    [...new Set(roots)].filter((name) => !['POST /graphql', 'GET', 'mutation', 'query'].includes(name)),
  ).toEqual([]);
  expect(JSON.stringify(spans)).not.toMatch(/Bearer|idempotencyKey/);
});

it('a trace that its caller does not sample is not recorded', async () => {
  const { spans } = await performTraced({ OTEL_TRACES_SAMPLER: 'parentbased_always_off' }, '00');
  expect(spans).toEqual<ReceivedSpan[]>([]);
});
