/** Rights are asked before anything else: these calls have no input and no database, and never reach either. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { publicIdentity } from '../../../src/auth/identity.ts';
import type { Context } from '../../../src/graphql/context.ts';
import type { Mutation } from '../../../src/mutations/define-mutation.ts';

const files = globSync('src/{catalog,programme}/**/*.ts').filter((file) =>
  readFileSync(file, 'utf8').includes('= defineMutation('),
);
const verbs: Mutation[] = await Promise.all(
  files.map(async (file) => {
    const exported = Object.values(await import(`../../../${file}`)) as Partial<Mutation>[];
    return exported.find(({ run }) => run) as Mutation;
  }),
);

/** Every other verb is for the operators of an exhibition too. */
const organizersOnly = [
  'createExhibition',
  'createIndustry',
  'createPublicBody',
  'createSeries',
  'recordReportedFigure',
  'updateCompany',
  'updateExhibition',
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
