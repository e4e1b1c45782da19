import { useLanguage } from './use-language.ts';
import { type DeskLanguage, deskLanguages, deskWords } from './words/words.ts';

/** Changes the words and nothing else: selection, typed text and pending commands stay. */
export function LanguageSwitch({ onLanguage }: { onLanguage: (language: DeskLanguage) => void }) {
  const { language, words } = useLanguage();
  return (
    <fieldset class="languages" aria-label={words.deskLanguage}>
      {deskLanguages.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={each === language}
          onClick={(event) => {
            onLanguage(each);
            // After a click the next Enter belongs to the main command again.
            if (event.detail > 0) event.currentTarget.blur();
          }}
        >
          {deskWords(each).endonym}
        </button>
      ))}
    </fieldset>
  );
}
