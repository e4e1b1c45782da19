import { asLocalizedText, type LocalizedEntry } from '../text/localized-text.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { localizedInSql } from './in-sql.ts';
import { boundedList } from './list-limits.ts';
import { badUserInput } from './query-errors.ts';

export const LocalizedTextRef = builder.objectRef<LocalizedEntry>('LocalizedText').implement({
  description: 'A text in one language.',
  fields: (t) => ({
    language: t.expose('language', { type: 'LanguageTag', description: 'The language of the text.' }),
    text: t.exposeString('text', { description: 'The text, in Unicode NFC.' }),
  }),
});

export const LocalizedTextInput = builder.inputType('LocalizedTextInput', {
  description: 'A text in one language. A list has each language once.',
  fields: (t) => ({
    language: t.field({ type: 'LanguageTag', required: true, description: 'The language of the text.' }),
    text: t.string({ required: true, description: 'From 1 to 20,000 characters.' }),
  }),
});

/** The argument `language` of every localized field. */
export const languageArgument = builder.args((t) => ({
  language: t.field({
    type: 'LanguageTag',
    description:
      'BCP 47 tag of the language. Overrides Accept-Language. If the text does not exist in this language, the first language of the text is used.',
  }),
}));

/** localize resolves a localized column in the language of the caller. */
export function localize(
  column: unknown,
  args: { language?: string | null | undefined },
  context: Context,
): string {
  const { language } = args;
  const languages = language == null ? context.languages : context.languages.override(language);
  if (languages === null)
    throw badUserInput('language must be a BCP 47 language tag, such as zh.', ['language']);
  return languages.choose(asLocalizedText(column));
}

interface Named {
  names: unknown;
}

/** The field `name` of every type with a name. */
export const nameField = {
  description:
    'The name in one language: that of the argument, else the best match of Accept-Language, else the first.',
  ...localizedInSql('names'),
  select: { names: true },
  args: languageArgument,
  resolve: ({ names }: Named, args: { language?: string | null | undefined }, context: Context) =>
    localize(names, args, context),
} as const;

/** The field `nameTranslations` of every type with a name. */
export const nameTranslationsField = {
  ...boundedList(
    'translations',
    'The name in each available language, in the order in which the languages were entered.',
  ),
  type: [LocalizedTextRef] as [typeof LocalizedTextRef],
  select: { names: true },
  resolve: ({ names }: Named) => asLocalizedText(names),
} as const;
