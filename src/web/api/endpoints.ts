export const apiUrl = `${location.origin}/graphql`;
export const socketUrl = apiUrl.replace(/^http/, 'ws');
