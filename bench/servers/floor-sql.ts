/** The floor of a cold query: one hand-written statement through `pg`, sent by node:http. */
import { answerPosts } from './answer-posts.ts';
import { answerOf } from './floor-answers.ts';

answerPosts((body) => answerOf(JSON.parse(body)));
