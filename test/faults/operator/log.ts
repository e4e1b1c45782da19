/** What the operator knows of a press: which key, for what, and what came of it. */
export interface PressLog {
  key: string;
  /** The words of a notice; null for a deal. */
  text: string | null;
  pressedAtMs: number;
  answeredAtMs: number;
  tries: number;
  outcome: 'ok' | 'failed' | 'unknown';
  /** Whether some try was left without an answer. */
  wasUnknown: boolean;
  reasons: string[];
  /** Of the announcement, where it is ok. */
  id?: string;
  sequence?: number;
  cursor?: string;
  /** Error code, if the command failed. */
  code?: string;
}
