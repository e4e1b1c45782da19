import { describe, expect, it } from 'vitest';
import { builder } from '../../../src/graphql/builder.ts';

describe('the plugins of the schema', () => {
  it('are those that decide nothing but what to load: compiled queries do not call what others put around resolvers', () => {
    // Before another one is added here: does src/compiled do what it does?
    const plugins = builder.options.plugins?.map((plugin) =>
      typeof plugin === 'string' ? plugin : (plugin as { name: string }).name,
    );
    expect(plugins).toEqual(['errors', 'relay', 'prisma', 'complexity']);
  });
});
