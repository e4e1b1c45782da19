/** A command of the operator with its key and outcome. */
export interface CommandLog {
  key: string;
  /** The text of a notice; null for a deal. */
  text: string | null;
  sentAtMs: number;
  answeredAtMs: number;
  tries: number;
  outcome: 'ok' | 'failed' | 'unknown';
  /** Whether any attempt had no response. */
  wasUnknown: boolean;
  reasons: string[];
  /** The sequence of the announcement, if the outcome is ok. */
  id?: string;
  sequence?: number;
  cursor?: string;
  /** Error code, if the command failed. */
  code?: string;
}
