/**
 * WebSocket close codes and the reaction of the graphql-ws client to each. docs/errors.md is generated from this table. A
 * temporary condition never has a code after which graphql-ws stops its retries.
 */
export interface CloseCode {
  code: number;
  reason: string;
  /** Whether the graphql-ws client connects again without help from the application. */
  clientRetries: boolean;
  meaning: string;
}

export const closeCodes = {
  SERVICE_RESTART: {
    code: 1012,
    reason: 'Service restart',
    clientRetries: true,
    meaning: 'The server restarts. Connect again; another server or the restarted one answers.',
  },
  TRY_AGAIN_LATER: {
    code: 1013,
    reason: 'Try again later',
    clientRetries: true,
    meaning: 'The database or the key server does not answer, or an unexpected error occurred.',
  },
  FORBIDDEN: {
    code: 4403,
    reason: 'Forbidden',
    clientRetries: true,
    meaning: 'The token is invalid, expired or revoked. Connect again with a new token.',
  },
  SLOW_SUBSCRIBER: {
    code: 4410,
    reason: 'Slow subscriber',
    clientRetries: true,
    meaning: 'The socket accepted no data for 20 seconds. Connect again and resume from the cursor.',
  },
  RATE_LIMITED: {
    code: 4420,
    reason: 'Rate limited',
    clientRetries: true,
    meaning:
      'This address or this token exceeds its operations per minute, or this socket exceeds 1,200 messages per minute.',
  },
  BAD_REQUEST: {
    code: 4400,
    reason: 'Invalid message received',
    clientRetries: false,
    meaning: 'The message is not a graphql-transport-ws message. Correct the client.',
  },
  UNAUTHORIZED: {
    code: 4401,
    reason: 'Unauthorized',
    clientRetries: false,
    meaning:
      'The client sent an operation before the server acknowledged connection_init. Correct the client.',
  },
  SUBPROTOCOL_NOT_ACCEPTABLE: {
    code: 4406,
    reason: 'Subprotocol not acceptable',
    clientRetries: false,
    meaning: 'The subprotocol is not graphql-transport-ws. Correct the client.',
  },
  INITIALISATION_TIMEOUT: {
    code: 4408,
    reason: 'Connection initialisation timeout',
    clientRetries: true,
    meaning: 'The client sent no connection_init within three seconds.',
  },
  SUBSCRIBER_ALREADY_EXISTS: {
    code: 4409,
    reason: 'Subscriber already exists',
    clientRetries: false,
    meaning: 'The operation id is already in use on this socket. Correct the client.',
  },
  TOO_MANY_INITIALISATION_REQUESTS: {
    code: 4429,
    reason: 'Too many initialisation requests',
    clientRetries: false,
    meaning: 'The client sent connection_init twice. Correct the client.',
  },
  MESSAGE_TOO_BIG: {
    code: 1009,
    reason: '',
    clientRetries: false,
    meaning: 'The message is larger than 64 KiB.',
  },
} as const satisfies Record<string, CloseCode>;

export type CloseCodeName = keyof typeof closeCodes;
