/**
 * Why a WebSocket is closed, and what the unmodified graphql-ws client does then. docs/errors.md is printed from
 * this table. A client must never give up on something that passes: those codes are not fatal to graphql-ws.
 */
export interface CloseCode {
  code: number;
  reason: string;
  /** Whether the graphql-ws client connects again by itself. */
  clientRetries: boolean;
  meaning: string;
}

export const closeCodes = {
  SERVICE_RESTART: {
    code: 1012,
    reason: 'Service restart',
    clientRetries: true,
    meaning: 'The server goes down for a restart; another one, or the same, is there in a moment.',
  },
  TRY_AGAIN_LATER: {
    code: 1013,
    reason: 'Try again later',
    clientRetries: true,
    meaning: 'Something that Pavilion stands on is not available, or something unforeseen happened.',
  },
  FORBIDDEN: {
    code: 4403,
    reason: 'Forbidden',
    clientRetries: true,
    meaning: 'The token is not accepted or has ended: come back with a fresh one.',
  },
  SLOW_SUBSCRIBER: {
    code: 4410,
    reason: 'Slow subscriber',
    clientRetries: true,
    meaning: 'The socket could take nothing for too long: come back with the cursor.',
  },
  RATE_LIMITED: {
    code: 4420,
    reason: 'Rate limited',
    clientRetries: true,
    meaning:
      'This address, or this token, has sent as many operations as it may in a minute, or this socket far more messages than a client sends: come back later.',
  },
  BAD_REQUEST: {
    code: 4400,
    reason: 'Invalid message received',
    clientRetries: false,
    meaning: 'A message that is not of graphql-transport-ws. A fault of the client.',
  },
  UNAUTHORIZED: {
    code: 4401,
    reason: 'Unauthorized',
    clientRetries: false,
    meaning: 'An operation before connection_init was acknowledged. A fault of the client.',
  },
  SUBPROTOCOL_NOT_ACCEPTABLE: {
    code: 4406,
    reason: 'Subprotocol not acceptable',
    clientRetries: false,
    meaning: 'The subprotocol is not graphql-transport-ws.',
  },
  INITIALISATION_TIMEOUT: {
    code: 4408,
    reason: 'Connection initialisation timeout',
    clientRetries: true,
    meaning: 'No connection_init within three seconds.',
  },
  SUBSCRIBER_ALREADY_EXISTS: {
    code: 4409,
    reason: 'Subscriber already exists',
    clientRetries: false,
    meaning: 'An operation id that is in use. A fault of the client.',
  },
  TOO_MANY_INITIALISATION_REQUESTS: {
    code: 4429,
    reason: 'Too many initialisation requests',
    clientRetries: false,
    meaning: 'connection_init twice. A fault of the client.',
  },
  MESSAGE_TOO_BIG: {
    code: 1009,
    reason: '',
    clientRetries: false,
    meaning: 'A message of more than 64 KiB.',
  },
} as const satisfies Record<string, CloseCode>;
