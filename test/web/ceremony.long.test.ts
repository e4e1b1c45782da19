/** A ceremony with all 24 deals of the sample exhibition. */
import { it } from 'vitest';
import { usePages } from '../support/pages.ts';
import { performCeremony } from '../support/perform-ceremony.ts';

const visit = usePages();

it(
  'a whole ceremony reaches three walls from the desk, each announcement once and in order, through outages and a deploy',
  () => performCeremony(visit, { signings: 24, cutAt: 8, deployAt: 16 }),
  300_000,
);
