/** The id in the notification that somebody was redacted. No stream has it. */
export const redactionsTopic = '00000000-0000-0000-0000-000000000002';
