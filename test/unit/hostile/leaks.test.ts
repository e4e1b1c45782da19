import { describe, expect, it } from 'vitest';
import { leaksIn } from '../../hostile/leaks.ts';

describe('the search for internals in a response', () => {
  it('finds a library at the start of a word', () => {
    expect(leaksIn('{"message":"PrismaClientKnownRequestError: …"}')).toEqual(['the name of a library']);
    expect(leaksIn('{"message":"ZodError"}')).toEqual(['the name of a library']);
  });

  it('ignores an id, plain or quoted in a message, whatever its characters spell', () => {
    const id = 'RXhoaWJpdGlvbjowMWEyMTdhMi0zN2M0LTczNTEtOTQxNS0zODRmOGNlNzJiMTA';
    const words = JSON.stringify({ id: `-zod-${id}`, message: `found: { exhibition: "-zod-${id}" }` });
    expect(leaksIn(words)).toEqual([]);
    expect(leaksIn(JSON.stringify({ nested: words }))).toEqual([]);
  });
});
