/** A command of the operator with its key and outcome. */
export interface CommandLog {
  key: string;
  /** The words of a notice; null for a deal. */
  text: string | null;
  sentAtMs: number;
  answeredAtMs: number;
  tries: number;
  outcome: 'ok' | 'failed' | 'unknown';
  /** Whether any attempt had no response. */
  wasUnknown: boolean;
  reasons: string[];
  /** Of the announcement, where it is ok. */
  id?: string;
  sequence?: number;
  cursor?: string;
  /** Error code, if the command failed. */
  code?: string;
}
