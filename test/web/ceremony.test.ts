/** A ceremony: one desk, three walls in three languages, a broken network and a deploy. */
import { it } from 'vitest';
import { usePages } from '../support/pages.ts';
import { performCeremony } from '../support/perform-ceremony.ts';

const visit = usePages();

it(
  'a ceremony reaches three walls from the desk, each announcement once and in order, through outages and a deploy',
  () => performCeremony(visit, { signings: 4, cutAt: 1, deployAt: 2 }),
  300_000,
);
