/** What a page reads from its address. */
import { describe, expect, it } from 'vitest';
import { slugIn } from '../../../src/web/page-address.ts';

describe('the slug in the address of a page', () => {
  it('is decoded, below any base path', () => {
    expect(slugIn('/screen/yancheng-2023')).toBe('yancheng-2023');
    expect(slugIn('/expo/desk/yancheng-2023/print')).toBe('yancheng-2023');
    expect(slugIn('/screen/a%20b')).toBe('a b');
    expect(slugIn('/screen/')).toBe('');
  });

  it('is as it stands where it is malformed, so that the page says what is wrong instead of being empty', () => {
    expect(slugIn('/screen/100%')).toBe('100%');
    expect(slugIn('/screen/%E0%A4%A')).toBe('%E0%A4%A');
  });
});
