/**
 * OtlpTracing records spans with the SDK of OpenTelemetry and sends them as OTLP/JSON over HTTP. Imported only if traces are exported:
 * its packages are optional.
 *
 * It uses none of the global objects of OpenTelemetry, so that servers in one process are apart. Memory is bounded by the queue of
 * the SDK (OTEL_BSP_MAX_QUEUE_SIZE); what a collector does not take is dropped.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
  SpanKind as Kind,
  ROOT_CONTEXT,
  type Span,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';
import type { RunningSpan, SpanKind, SpanStart, Tracing } from './tracing.ts';

export interface OtlpOptions {
  /** The address that takes traces. */
  url: string;
  serviceName: string;
  version: string;
  sampler: string;
  /** The share of traces of the samplers by ratio, from 0 to 1. */
  samplerRatio: number;
}

interface Scope {
  context: Context;
  span: Span;
}

const kinds: Record<SpanKind, Kind> = {
  internal: Kind.INTERNAL,
  server: Kind.SERVER,
  client: Kind.CLIENT,
  producer: Kind.PRODUCER,
  consumer: Kind.CONSUMER,
};

export class OtlpTracing implements Tracing {
  readonly #scopes = new AsyncLocalStorage<Scope>();
  readonly #provider: BasicTracerProvider;
  readonly #tracer: ReturnType<BasicTracerProvider['getTracer']>;

  constructor({ url, serviceName, version, sampler, samplerRatio }: OtlpOptions) {
    this.#provider = new BasicTracerProvider({
      resource: resourceFromAttributes({ 'service.version': version })
        .merge(detectResources({ detectors: [envDetector] }))
        .merge(resourceFromAttributes({ 'service.name': serviceName })),
      sampler: createSampler(sampler, samplerRatio),
      spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url }))],
    });
    this.#tracer = this.#provider.getTracer('pavilion', version);
  }

  get isActive(): boolean {
    return this.#scopes.getStore()?.span.isRecording() ?? false;
  }

  current(): string | null {
    const { traceId, spanId, traceFlags } = this.#scopes.getStore()?.span.spanContext() ?? {};
    if (!this.isActive || !((traceFlags ?? 0) & TraceFlags.SAMPLED)) return null;
    return `00-${traceId}-${spanId}-01`;
  }

  run<Result>(name: string, start: SpanStart, work: (span: RunningSpan) => Result): Result {
    const inherited = this.isActive ? this.#scopes.getStore()!.context : ROOT_CONTEXT;
    const parent = start.parent ? contextOf(start.parent) : inherited;
    const span = this.#tracer.startSpan(
      name,
      { kind: kinds[start.kind], attributes: { ...start.attributes } },
      parent,
    );
    const running: RunningSpan = {
      set: (attributes) => void span.setAttributes({ ...attributes }),
      fail: (message) => void span.setStatus({ code: SpanStatusCode.ERROR, message }),
    };
    const fail = (error: unknown) => {
      running.fail((error as Error | undefined)?.name ?? 'Error');
      span.end();
    };
    try {
      const result = this.#scopes.run({ context: trace.setSpan(parent, span), span }, () => work(running));
      // Not the promise that `then` returns: nobody would handle its rejection.
      if (result instanceof Promise) void result.then(() => span.end(), fail);
      else span.end();
      return result;
    } catch (error) {
      fail(error);
      throw error;
    }
  }

  now(): number {
    return performance.now();
  }

  record(name: string, { kind, attributes, parent, startedMs }: Parameters<Tracing['record']>[1]): void {
    this.#tracer
      .startSpan(
        name,
        { kind: kinds[kind], attributes: { ...attributes }, startTime: startedMs },
        contextOf(parent),
      )
      .end();
  }

  async close(): Promise<void> {
    await this.#provider.shutdown();
  }
}

/** An invalid `traceparent` begins a new trace, as W3C demands. */
function contextOf(traceparent: string): Context {
  const parsed = parseTraceParent(traceparent);
  return parsed ? trace.setSpanContext(ROOT_CONTEXT, { ...parsed, isRemote: true }) : ROOT_CONTEXT;
}

function createSampler(name: string, ratio: number): Sampler {
  const root = name.endsWith('always_off')
    ? new AlwaysOffSampler()
    : name.endsWith('traceidratio')
      ? new TraceIdRatioBasedSampler(ratio)
      : new AlwaysOnSampler();
  return name.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root;
}
