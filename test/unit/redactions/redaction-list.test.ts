import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RedactionList, RedactionListError } from '../../../src/redactions/redaction-list.ts';

const eva = { person: '01a21af5-e431-71d3-8aab-0b8266d02eec', redactedAt: '2030-05-06T09:00:00.000Z' };
const max = { person: '01a21af5-e431-71d3-8aab-0b8266d02eed', redactedAt: '2030-05-07T09:00:00.000Z' };

function useFile(text?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'redactions-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'below', 'list.jsonl');
  if (text !== undefined) {
    new RedactionList({ path, mustExist: false }).append([max]);
    writeFileSync(path, text);
  }
  return path;
}

describe('the list of redactions', () => {
  it('returns what was appended, also by another server', () => {
    const path = useFile();
    const [one, other] = [1, 2].map(() => new RedactionList({ path, mustExist: false }));
    expect(one!.read()).toEqual([]);
    one!.append([eva]);
    other!.append([]);
    other!.append([max, eva]);
    expect(one!.read()).toEqual([eva, max, eva]);
    expect(new RedactionList({ path, mustExist: true }).read()).toEqual([eva, max, eva]);
  });

  it('goes on after a line that was cut off while it was written', () => {
    const path = useFile(`${JSON.stringify(eva)}\n{"person":"01a21af5-e431`);
    const list = new RedactionList({ path, mustExist: true });
    expect(list.read()).toEqual([eva]);
    list.append([max]);
    expect(list.read()).toEqual([eva, max]);
    expect(readFileSync(path, 'utf8').split('\n').filter(Boolean)).toHaveLength(3);
  });

  it.each([
    ['{}'],
    ['{"person":"Eva","redactedAt":"2030-05-06"}'],
    [`{"person":"${eva.person}","redactedAt":"once"}`],
    ['no JSON}'],
  ])('is refused if it is damaged: %s', (line) => {
    const list = new RedactionList({ path: useFile(`${JSON.stringify(eva)}\n${line}\n`), mustExist: true });
    expect(() => list.read()).toThrow(RedactionListError);
    expect(() => list.read()).toThrow('in line 2');
  });

  it('is refused if it must exist and does not, or is no file', () => {
    const path = useFile();
    expect(() => new RedactionList({ path, mustExist: true }).read()).toThrow(/ENOENT.*create an empty file/);
    expect(() => new RedactionList({ path: tmpdir(), mustExist: false }).read()).toThrow(RedactionListError);
    expect(() => new RedactionList({ path: tmpdir(), mustExist: false }).append([eva])).toThrow(
      'appended to',
    );
  });
});
