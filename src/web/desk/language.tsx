import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type DeskLanguage, type DeskWords, deskLanguages, wordsOf } from './words/words.ts';

/** What the operator reads; which texts of the exhibition exist is shown in all its languages. */
export const Language = createContext<DeskLanguage>('en');

export function useLanguage(): { language: DeskLanguage; words: DeskWords } {
  const language = useContext(Language);
  return { language, words: wordsOf(language) };
}

/** Changes the words and nothing else: what is chosen, typed and pending stays. */
export function LanguageSwitch({ onSpeak }: { onSpeak: (language: DeskLanguage) => void }) {
  const { language, words } = useLanguage();
  return (
    <fieldset class="languages" aria-label={words.languages}>
      {deskLanguages.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={each === language}
          onClick={(event) => {
            onSpeak(each);
            // The Enter that is held next is meant for the big button.
            if (event.detail > 0) event.currentTarget.blur();
          }}
        >
          {wordsOf(each).ownName}
        </button>
      ))}
    </fieldset>
  );
}
