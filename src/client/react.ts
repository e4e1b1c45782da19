/** `@pavilion-expo/client/react`: announcements and mutations as React hooks. */
export {
  type AnnouncementsOptions,
  type FollowedAnnouncements,
  useAnnouncements,
} from './use-announcements.ts';
export { type Settling, type SettlingState, useSettle } from './use-settle.ts';
