/** Rights are asked before anything else: these calls have no input and no database, and never reach either. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { publicIdentity } from '../../../src/auth/identity.ts';
import type { Context } from '../../../src/graphql/context.ts';
import type { Mutation } from '../../../src/mutations/define-mutation.ts';

const files = globSync('src/{audit,catalog,programme}/**/*.ts').filter((file) =>
  /= define(Mutation|Deletion)\(/.test(readFileSync(file, 'utf8')),
);
const modules = await Promise.all(files.map((file) => import(`../../../${file}`) as Promise<object>));
const verbs = modules.flatMap((each) =>
  Object.values(each).filter((exported): exported is Mutation => exported?.run instanceof Function),
);

/** Every other verb is for the operators of an exhibition too. */
const organizersOnly = [
  'copyExhibition',
  'createExhibition',
  'createIndustry',
  'createSeries',
  'createVenue',
  'deleteDealOutcome',
  'deleteExhibition',
  'deleteIndustry',
  'deleteReportedFigure',
  'deleteSeries',
  'deleteVenue',
  'recordDealOutcome',
  'recordReportedFigure',
  'redactPerson',
  'updateDealOutcome',
  'updateExhibition',
  'updateIndustry',
  'updateReportedFigure',
  'updateSeries',
  'updateVenue',
];

const runAs = (verb: Mutation, role: 'PUBLIC' | 'SCREEN' | 'OPERATOR' | 'ORGANIZER') =>
  verb.run({ identity: { ...publicIdentity, role, exhibitions: ['fair'] } } as never as Context, null);
const failure = (code: string) => expect.objectContaining({ code });

describe.each(verbs.map((verb) => [verb.name, verb] as const))('%s', (name, verb) => {
  it('requires a token, and rejects that of a screen', async () => {
    await expect(runAs(verb, 'PUBLIC')).rejects.toEqual(failure('UNAUTHENTICATED'));
    await expect(runAs(verb, 'SCREEN')).rejects.toEqual(failure('FORBIDDEN'));
  });

  const isForOrganizers = organizersOnly.includes(name);

  it(isForOrganizers ? 'is for organizers' : 'is for operators and organizers', async () => {
    // A caller who has the right gets as far as the input, which is missing here.
    await expect(runAs(verb, 'OPERATOR')).rejects.toEqual(
      failure(isForOrganizers ? 'FORBIDDEN' : 'INVALID_INPUT'),
    );
    await expect(runAs(verb, 'ORGANIZER')).rejects.toEqual(failure('INVALID_INPUT'));
  });
});
