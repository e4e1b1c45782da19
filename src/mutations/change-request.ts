export interface ChangeRequest {
  mutation: string;
  /** Present on announcing mutations; `input` is what the key is bound to. */
  idempotency?: { key: string; input: object };
}
