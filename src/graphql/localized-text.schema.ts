import { canonicalLanguage } from '../text/language-tag.ts';
import { asLocalizedText, type LocalizedEntry } from '../text/localized-text.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { badUserInput } from './request-errors.ts';

export const LocalizedTextRef = builder.objectRef<LocalizedEntry>('LocalizedText').implement({
  description: 'A text in one language.',
  fields: (t) => ({
    language: t.expose('language', { type: 'LanguageTag' }),
    text: t.exposeString('text'),
  }),
});

export const LocalizedTextInput = builder.inputType('LocalizedTextInput', {
  description: 'A text in one language. In a list, the first is what readers of other languages get.',
  fields: (t) => ({
    language: t.field({ type: 'LanguageTag', required: true }),
    text: t.string({ required: true, description: 'From 1 to 20,000 characters.' }),
  }),
});

/** The argument of every localized field. */
export const languageArgument = builder.args((t) => ({
  language: t.field({
    type: 'LanguageTag',
    description: 'Wins over Accept-Language. Where the text does not exist in it, the first one is given.',
  }),
}));

/** Resolves a localized column in the language that the caller can read. */
export function localize(
  column: unknown,
  args: { language?: string | null | undefined },
  context: Context,
): string {
  const { language } = args;
  if (language == null) return context.languages.choose(asLocalizedText(column));
  if (canonicalLanguage(language) === null)
    throw badUserInput('language must be a BCP 47 language tag, such as zh.', ['language']);
  return context.languages.choose(asLocalizedText(column), language);
}

interface Named {
  names: unknown;
}

/** The field `name` of everything that has a name. */
export const nameField = {
  select: { names: true },
  args: languageArgument,
  resolve: ({ names }: Named, args: { language?: string | null | undefined }, context: Context) =>
    localize(names, args, context),
} as const;

/** The field `nameTranslations` of everything that has a name. */
export const nameTranslationsField = {
  type: [LocalizedTextRef] as [typeof LocalizedTextRef],
  select: { names: true },
  resolve: ({ names }: Named) => asLocalizedText(names),
} as const;
