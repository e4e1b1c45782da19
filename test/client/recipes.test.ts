/** The recipes of docs/client.md, as they stand there. test/web/react-recipe.test.ts runs the one for React. */
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { childEnvironment, stopProgram } from '../support/child-process.ts';
import { recipes, useRecipes } from '../support/client-recipes.ts';
import { Link } from '../support/link.ts';
import { restoreOlderBackup } from '../support/lose-announcement.ts';
import { openStage, type Stage } from '../support/stage.ts';

/** The Relay compiler would write this from a `graphql` tag. */
const relayProgram = `
import { environment } from './relay-environment.ts';
import { loadSnapshot, show, subscription } from './snapshot.ts';
const params = { name: 'Follow', operationKind: 'subscription', text: subscription, id: null, cacheID: 'Follow', metadata: {} };
const after = await loadSnapshot();
environment.getNetwork().execute(params, { after }, {}, null).subscribe({ next: ({ data }) => show(data.announcements) });
`;
const following = ['follow.ts', 'apollo.ts', 'urql.ts', 'relay.ts', 'graphql-ws.ts'];

async function useStage(): Promise<{ stage: Stage; link: Link; folder: string }> {
  const stage = await openStage({ deals: 3 });
  const link = await Link.open(() => Number(new URL(stage.nodes[0]!.url).port));
  onTestFinished(async () => {
    await link.close();
    await stage[Symbol.asyncDispose]();
  });
  return { stage, link, folder: useRecipes({ url: `http://127.0.0.1:${link.port}`, slug: stage.slug }) };
}

function run(folder: string, file: string, ...parameters: string[]): ChildProcess {
  const child = spawn(process.execPath, [file, ...parameters], { cwd: folder, env: childEnvironment });
  onTestFinished(() => stopProgram(child, 'SIGKILL'));
  return child;
}

/** What a program has printed so far, line by line. */
function collectLines(child: ChildProcess): () => string[] {
  let printed = '';
  child.stdout?.on('data', (chunk) => (printed += chunk));
  return () => printed.split('\n').slice(0, -1);
}

it('are each run by a test', () => {
  const inTests = [...following, 'relay-environment.ts', 'snapshot.ts', 'sign.ts', 'Announcements.tsx'];
  expect(recipes.map(({ name }) => name).sort()).toEqual(
    inTests.filter((name) => name !== 'relay.ts').sort(),
  );
});

it('show each announcement once over broken connections, and a new snapshot after a restore', async () => {
  const { stage, link, folder } = await useStage();
  writeFileSync(join(folder, 'relay.ts'), relayProgram);
  const programs = following.map((name) => ({ name, lines: collectLines(run(folder, name)) }));
  const show = (expected: string[]) =>
    expect
      .poll(() => Object.fromEntries(programs.map(({ name, lines }) => [name, lines()])))
      .toEqual(Object.fromEntries(following.map((name) => [name, expected])));

  const shown = ['snapshot: 0 deals'];
  await show(shown);
  await stage.sign();
  shown.push('2 DealSigned: 1 deals');
  await show(shown);

  link.set('refuse');
  await stage.sign();
  await stage.notice('Bitte Platz nehmen');
  link.set('clear');
  shown.push('3 DealSigned: 2 deals', '4 Notice: 2 deals');
  await show(shown);

  link.set('refuse');
  await restoreOlderBackup(stage.nodes[0]!.database.pool);
  await stage.notice('Willkommen zurück');
  link.set('clear');
  // Number 4 was issued again: its cursor is refused, and the snapshot contains what is now number 4.
  shown.push('snapshot: 2 deals');
  await show(shown);
  await stage.notice('Es geht weiter');
  await show([...shown, '5 Notice: 2 deals']);
});

it('sign a deal until the outcome is known', async () => {
  const { stage, folder } = await useStage();
  const child = run(folder, 'sign.ts', stage.nextDeal(), stage.operator);
  expect(await text(child.stdout!)).toBe(
    "{ __typename: 'SignDealSuccess', announcement: { sequence: 2 } }\n",
  );
});
