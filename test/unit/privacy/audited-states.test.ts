import { describe, expect, it } from 'vitest';
import { commitmentOf, commitStates, readState } from '../../../src/privacy/audited-states.ts';
import { commitmentTo } from '../../../src/privacy/personal-values.ts';

const names = [{ language: 'en', text: 'Eva' }];
const office = [{ language: 'en', text: 'Mayor' }];

describe('the states of an audit record', () => {
  it('hold a commitment in the place of the names of a person, each with a salt of its own', () => {
    const entry = {
      type: 'Person',
      id: 'p',
      before: { names, country: 'DE' },
      after: { names, country: 'FR' },
    };
    const { entries, values } = commitStates([entry]);
    expect(values.map(({ salt, value, ...of }) => of)).toEqual([
      {
        personId: 'p',
        subjectId: 'p',
        isAnnounced: false,
        commitment: commitmentTo(values[0]!.salt, { names }),
      },
      {
        personId: 'p',
        subjectId: 'p',
        isAnnounced: false,
        commitment: commitmentTo(values[1]!.salt, { names }),
      },
    ]);
    expect(values[0]!.commitment).not.toBe(values[1]!.commitment);
    expect(entries[0]).toEqual({
      ...entry,
      before: { country: 'DE', personal: values[0]!.commitment },
      after: { country: 'FR', personal: values[1]!.commitment },
    });
  });

  it('of a speech name the speaker by the id, and keep what is null', () => {
    const before = { office, texts: null, language: 'en' };
    const after = { ...before, speakerId: 'p' };
    const { entries, values } = commitStates([{ type: 'Speech', id: 's', before, after }]);
    expect(values.map(({ personId, subjectId, value }) => ({ personId, subjectId, value }))).toEqual([
      { personId: 'p', subjectId: 's', value: { office } },
      { personId: 'p', subjectId: 's', value: { office } },
    ]);
    expect(entries[0]!.before).toEqual({ texts: null, language: 'en', personal: values[0]!.commitment });
    expect(() => commitStates([{ type: 'Speech', id: 's', before, after: null }])).toThrow('no speakerId');
  });

  it('of other objects, and those without personal values, stay as they are', () => {
    const entries = [
      { type: 'Deal', id: 'd', before: null, after: { titles: names } },
      { type: 'Person', id: 'p', before: { archived: false }, after: { archived: true } },
      { type: 'Person', id: 'p', before: { personal: 'c' }, after: null },
    ];
    expect(commitStates(entries)).toEqual({ entries, values: [] });
  });

  it('are read with their values, or as redacted', () => {
    const stored = { country: 'DE', personal: 'c' };
    expect(commitmentOf(stored)).toBe('c');
    expect(commitmentOf({ country: 'DE' })).toBeNull();
    expect(commitmentOf(null)).toBeNull();
    expect(readState(stored, { names })).toEqual({ country: 'DE', names });
    expect(readState(stored, null)).toEqual({ country: 'DE', redacted: true });
  });
});
