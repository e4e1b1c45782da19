/** What operators type is never lost, and a change of the object meanwhile is never overwritten in silence. */
import { describe, expect, it } from 'vitest';
import { Drafts, maxDraftAgeMs } from '../../../src/web/desk/drafts.ts';
import {
  changesSince,
  type FormDraft,
  isUntouched,
  keepTyped,
  labelOfText,
  newDraft,
  type Standing,
  takeCurrent,
} from '../../../src/web/desk/state/form-draft.ts';
import type { SentCommand } from '../../../src/web/desk/state/sent-commands.ts';
import { memoryStorage, pageStorage } from '../../../src/web/page-storage.ts';

const standing: Standing = { fields: { amount: '100', title: 'One' }, version: 1 };
const type = (draft: FormDraft, fields: Record<string, string>): FormDraft => ({
  ...draft,
  fields: { ...draft.fields, ...fields },
  typedAt: 1_000,
});
const typed = type(newDraft(standing), { amount: '700' });

describe('a draft', () => {
  it('is untouched until a field differs from what stood there, or it was sent', () => {
    expect(isUntouched(newDraft(standing))).toBe(true);
    expect(isUntouched(typed)).toBe(false);
    expect(isUntouched(type(typed, { amount: '100' }))).toBe(true);
    expect(isUntouched({ ...newDraft(standing), sentAs: 'key' })).toBe(false);
  });

  it('finds no change while the object is at the same version and says the same', () => {
    expect(changesSince(typed, standing)).toBeNull();
  });

  it('shows what was, what is and what was typed, of each field that has changed', () => {
    const now = { fields: { amount: '250', title: 'Other' }, version: 2 };
    expect(changesSince(typed, now)).toEqual([
      { name: 'amount', was: '100', now: '250', typed: '700' },
      { name: 'title', was: 'One', now: 'Other', typed: 'One' },
    ]);
  });

  it('shows that something has changed that it does not hold', () => {
    expect(changesSince(typed, { ...standing, version: 2 })).toEqual([]);
  });

  it('keeps what was typed, and takes what is there now in every other field', () => {
    const now = { fields: { amount: '250', title: 'Other' }, version: 2 };
    const kept = keepTyped(typed, now);
    expect(kept).toMatchObject({ fields: { amount: '700', title: 'Other' }, base: now.fields, version: 2 });
    expect(changesSince(kept, now)).toBeNull();
  });

  it('takes what is there now, and keeps what was typed into fields that have not changed', () => {
    const both = type(typed, { title: 'Typed' });
    const now = { fields: { amount: '250', title: 'One' }, version: 2 };
    const taken = takeCurrent(both, now);
    expect(taken).toMatchObject({ fields: { amount: '250', title: 'Typed' }, base: now.fields, version: 2 });
    expect(changesSince(taken, now)).toBeNull();
  });

  it('labels a text with its language', () => {
    expect(labelOfText('title en', { title: 'Title' })).toBe('Title en');
    expect(labelOfText('other ko', {})).toBe('other ko');
  });
});

const address = { form: 'correction', subject: 'deal one' } as const;
const command = (key: string, name: SentCommand['outcome']['name']) =>
  ({ key, outcome: { name, sequence: null } }) as unknown as SentCommand;

function open() {
  const storage = { machine: memoryStorage(), tab: memoryStorage() };
  return { drafts: new Drafts('fair LIVE', storage), storage };
}

describe('the stored drafts', () => {
  it('are there after a reload, one per form and object', () => {
    const { drafts, storage } = open();
    drafts.put(address, typed);
    const reloaded = new Drafts('fair LIVE', storage);
    expect(reloaded.get(address)).toEqual(typed);
    expect(reloaded.get({ ...address, form: 'retraction' })).toBeNull();
    expect(reloaded.get({ ...address, subject: 'another' })).toBeNull();
    expect(new Drafts('fair REHEARSAL', storage).get(address)).toBeNull();
  });

  it('go once nothing is typed any more', () => {
    const { drafts } = open();
    drafts.put(address, typed);
    drafts.put(address, newDraft(standing));
    expect(drafts.get(address)).toBeNull();
  });

  it('stay while their command is pending, refused or unknown, and go when it is confirmed', () => {
    const { drafts } = open();
    drafts.put(address, { ...typed, sentAs: 'key' });
    for (const name of ['pending', 'rejected', 'unknown'] as const) {
      drafts.settle([command('key', name)], 2_000);
      expect(drafts.addressOf('key')).toEqual(address);
    }
    drafts.settle([command('other', 'confirmed')], 2_000);
    expect(drafts.get(address)).not.toBeNull();
    drafts.settle([command('key', 'confirmed')], 2_000);
    expect(drafts.get(address)).toBeNull();
    expect(drafts.addressOf('key')).toBeNull();
  });

  it('go after three days', () => {
    const { drafts } = open();
    drafts.put(address, typed);
    drafts.settle([], typed.typedAt + maxDraftAgeMs);
    expect(drafts.get(address)).not.toBeNull();
    drafts.settle([], typed.typedAt + maxDraftAgeMs + 1);
    expect(drafts.get(address)).toBeNull();
  });

  it('remember the open form in this tab only', () => {
    const { drafts, storage } = open();
    drafts.openForm = address;
    expect(new Drafts('fair LIVE', storage).openForm).toEqual(address);
    expect(new Drafts('fair LIVE', { ...storage, tab: memoryStorage() }).openForm).toBeNull();
    drafts.openForm = null;
    expect(drafts.openForm).toBeNull();
  });

  it('ignore what another release wrote', () => {
    const { drafts, storage } = open();
    storage.machine.set('draft of fair LIVE correction deal one', 'not JSON');
    expect(drafts.get(address)).toBeNull();
    drafts.settle([], 0);
    expect(storage.machine.keys('draft of')).toEqual([]);
  });
});

describe('the storage of a page', () => {
  it('is in memory where the browser blocks site data', () => {
    const storage = pageStorage(() => {
      throw new Error('Access is denied for this document.');
    });
    storage.set('one', '1');
    expect([storage.get('one'), storage.get('two'), storage.keys('o')]).toEqual(['1', null, ['one']]);
    storage.remove('one');
    expect(storage.get('one')).toBeNull();
  });

  it('keeps in memory what there is no room for', () => {
    const stored = new Map([['one', 'old']]);
    const full = {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    } as unknown as Storage;
    const storage = pageStorage(() => full);
    storage.set('one', 'new');
    expect(storage.get('one')).toBe('new');
  });
});
