import { basePath } from '../page-address.ts';

export const apiUrl = `${location.origin}${basePath()}/graphql`;
export const socketUrl = apiUrl.replace(/^http/, 'ws');
