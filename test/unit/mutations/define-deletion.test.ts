/** What every deletion asks before it deletes. */
import { describe, expect, it } from 'vitest';
import { deleteIndustry } from '../../../src/catalog/exhibitions/update-industry.ts';
import { deleteCompany } from '../../../src/catalog/organizations/delete-organization.ts';
import { deleteExhibitor } from '../../../src/catalog/organizations/update-exhibitor.ts';
import type { Deletable } from '../../../src/mutations/define-deletion.ts';
import { deleteCeremony } from '../../../src/programme/ceremonies/delete-ceremony.ts';
import { deleteDeal } from '../../../src/programme/deals/delete-deal.ts';
import { deleteSpeech } from '../../../src/programme/speeches/delete-speech.ts';
import {
  decidingAs,
  operator,
  operatorOfAnother,
  organizer,
  statements,
  unused,
} from '../programme/loaded-rows.ts';

const object = (changes: Partial<Deletable> = {}): Deletable => ({
  row: { version: 4, names: [], status: 'PLANNED', publicSince: null },
  exhibition: null,
  series: null,
  createdBy: 'operator',
  usedIn: unused,
  references: {},
  ...changes,
});
const failure = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const fair = { id: 'exhibition', slug: 'fair', series: { slug: 'fairs' } };

describe('a deletion', () => {
  const remove = (changes: Partial<Deletable> | null = {}, input: object = {}, identity = organizer) =>
    deleteIndustry.decide(
      changes && object(changes),
      { industry: 'industry', ...input } as never,
      decidingAs(identity),
    );

  it('deletes the row, and keeps all of it in the audit log', () => {
    const { result, writes, audit } = remove();
    expect(result).toEqual({ typename: 'Industry', deleted: 'industry' });
    expect(statements(writes)).toEqual(['DELETE FROM "Industry" WHERE "id" = ?::uuid']);
    expect(audit).toEqual([{ type: 'Industry', id: 'industry', before: object().row, after: null }]);
  });

  it('finds the object, at the version that is expected', () => {
    expect(() => remove(null)).toThrow(failure('NOT_FOUND', { path: ['input', 'industry'] }));
    expect(() => remove({}, { expectedVersion: 3 })).toThrow(
      failure('VERSION_CONFLICT', { currentVersion: 4 }),
    );
    expect(remove({}, { expectedVersion: 4 }).audit).toHaveLength(1);
  });

  it('does not delete what others refer to, and counts these', () => {
    const references = { deals: 2, organizations: 0, exhibitions: 1 };
    expect(() => remove({ references })).toThrow(
      failure('IN_USE', {
        path: ['input', 'industry'],
        references: [
          { noun: 'deals', count: 2 },
          { noun: 'exhibitions', count: 1 },
        ],
      }),
    );
  });
});

describe('deleteCompany', () => {
  const remove = (changes: Partial<Deletable>, identity = operator) =>
    deleteCompany.decide(object(changes), { company: 'company' } as never, decidingAs(identity));

  it('is for organizers, and for the operator who added it', () => {
    expect(remove({}).audit).toHaveLength(1);
    expect(remove({ createdBy: null }, organizer).audit).toHaveLength(1);
    expect(() => remove({ createdBy: 'another' })).toThrow(failure('FORBIDDEN'));
  });

  it('does not say to an operator how many deals there are: they may be plans of other exhibitions', () => {
    const references = { deals: 3 };
    expect(() => remove({ references })).toThrow(failure('IN_USE', { references: [] }));
    expect(() => remove({ references }, organizer)).toThrow(
      failure('IN_USE', { references: [{ noun: 'deals', count: 3 }] }),
    );
  });

  it('leaves what is public', () => {
    const row = { ...object().row, publicSince: '2030-05-06T09:00:00Z' };
    expect(() => remove({ row })).toThrow(failure('ALREADY_PUBLIC', { path: ['input', 'company'] }));
  });
});

describe.each([
  ['deleteDeal', deleteDeal, 'deal', 'PLANNED', 'SIGNED', 'DEAL_NOT_PLANNED'],
  ['deleteDeal', deleteDeal, 'deal', 'WITHDRAWN', 'RETRACTED', 'DEAL_NOT_PLANNED'],
  ['deleteSpeech', deleteSpeech, 'speech', 'SCHEDULED', 'STARTED', 'SPEECH_NOT_SCHEDULED'],
  ['deleteCeremony', deleteCeremony, 'ceremony', 'PLANNED', 'OPEN', 'CEREMONY_NOT_PLANNED'],
] as const)('%s', (_name, verb, field, plan, announced, code) => {
  const remove = (status: string, identity = operator) =>
    verb.decide(
      object({ exhibition: fair, row: { version: 4, status } }),
      { [field]: 'id' } as never,
      decidingAs(identity),
    );

  it(`deletes what is ${plan}, with an audit record of its exhibition, and nothing that is ${announced}`, () => {
    expect(remove(plan).audit).toMatchObject([{ exhibition: 'exhibition', id: 'id', after: null }]);
    expect(() => remove(announced)).toThrow(failure(code, { path: ['input', field] }));
  });

  it('is for operators of the exhibition; a plan is absent for others', () => {
    const hidden = field === 'ceremony' ? 'FORBIDDEN' : 'NOT_FOUND';
    expect(() => remove(plan, operatorOfAnother)).toThrow(failure(hidden));
    expect(() => remove(announced, operatorOfAnother)).toThrow(failure('FORBIDDEN'));
  });
});

it('deleteExhibitor says to an operator how many co-exhibitors there are: they are of the same exhibition', () => {
  const remove = (identity = operator) =>
    deleteExhibitor.decide(
      object({ exhibition: fair, references: { 'co-exhibitors': 2 } }),
      { exhibitor: 'id' } as never,
      decidingAs(identity),
    );
  expect(remove).toThrow(failure('IN_USE', { references: [{ noun: 'co-exhibitors', count: 2 }] }));
  expect(() => remove(operatorOfAnother)).toThrow(failure('FORBIDDEN'));
});
