/**
 * Tracing is what the wrappers of this module need of a tracer. They exist only if traces are exported: without them the
 * functions, pools and connections of a server are those that would be there without this module.
 *
 * A place in a trace is named by its `traceparent` (W3C Trace Context).
 */

export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer';
export type Attributes = Readonly<Record<string, string | number>>;

export interface SpanStart {
  kind: SpanKind;
  attributes: Attributes;
  /** The `traceparent` that the caller sent. Default: the span of the running code. */
  parent?: string | null;
}

export interface RunningSpan {
  set(attributes: Attributes): void;
  /** The outcome is an error. The message must not contain what a client sent. */
  fail(message: string): void;
}

export interface Tracing {
  /** Whether the running code belongs to a span that has not ended. Timers that outlive their span do not. */
  readonly isActive: boolean;
  /** The place of the running code. Null outside of a span, and if its trace is not sampled. */
  current(): string | null;
  /** Runs `work` in a span, which ends when the result is there. Returns the same result. */
  run<Result>(name: string, start: SpanStart, work: (span: RunningSpan) => Result): Result;
  /** Milliseconds, for `record`. */
  now(): number;
  /** Records a span from `startedMs` until now. */
  record(name: string, start: SpanStart & { parent: string; startedMs: number }): void;
  /** Sends what was not sent yet. */
  close(): Promise<void>;
}
