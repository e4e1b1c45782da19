import { missingOf } from './state/missing-names.ts';
import { useLanguage } from './use-language.ts';

interface MissingProps {
  languages: readonly string[];
  /** Null until it is known. */
  translations: readonly { language: string }[] | null;
}

/** The languages of the exhibition that a text does not have, behind it. */
export function Missing({ languages, translations }: MissingProps) {
  const { words } = useLanguage();
  const missing = translations ? missingOf(languages, translations) : [];
  if (missing.length === 0) return null;
  return <em class="missing"> {words.missing(missing.join(', '))}</em>;
}
