import type { Config } from '../config.ts';
import type { Tracing } from './tracing.ts';

/** TracingError: traces cannot be exported. The message says why, and what to do. */
export class TracingError extends Error {
  override name = 'TracingError';
}

/** Null if no traces are exported: then no package of OpenTelemetry is loaded. */
export async function openTracing(options: Config['tracing'], version: string): Promise<Tracing | null> {
  if (!options) return null;
  try {
    const { OtlpTracing } = await import('./otlp-tracing.ts');
    return new OtlpTracing({ ...options, version });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new TracingError(
      'OTEL_EXPORTER_OTLP_ENDPOINT is set, but the packages of OpenTelemetry are not installed. Build the release with --with-traces, or remove the setting.',
      { cause: error },
    );
  }
}
