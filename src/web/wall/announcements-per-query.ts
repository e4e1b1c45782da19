/** Announcements in a snapshot or a page of a replay. The cost limit of the API allows hardly more of them. */
export const maxAnnouncementsPerQuery = 13;
