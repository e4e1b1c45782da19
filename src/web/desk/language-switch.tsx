import { useLanguage } from './use-language.ts';
import { type DeskLanguage, deskLanguages, deskWords } from './words/words.ts';

/** LanguageSwitch changes the language of the desk only. Selection, typed text and pending commands stay. */
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
            // A clicked button loses the focus, so that the next Enter triggers the main command.
            if (event.detail > 0) event.currentTarget.blur();
          }}
        >
          {deskWords(each).endonym}
        </button>
      ))}
    </fieldset>
  );
}
