import { countryName } from '../format/country-name.ts';
import { displayName } from '../format/display-name.ts';
import { Missing } from './missing.tsx';
import type { ProgrammeItem } from './state/desk-view.ts';
import { useLanguage } from './use-language.ts';

interface SpeechFactsProps {
  speech: NonNullable<ProgrammeItem['speech']>;
  /** The languages of the exhibition: a name is expected in each. */
  languages: readonly string[];
}

export function SpeechFacts({ speech, languages }: SpeechFactsProps) {
  const { language, words } = useLanguage();
  const { speaker, office, language: tag } = speech;
  const languageName = displayName('language', tag, language);
  return (
    <>
      <h2>
        {speaker.name}
        <Missing languages={languages} translations={speaker.nameTranslations} />
      </h2>
      <p>
        {office} · {countryName(speaker.country, language)}
      </p>
      <p class="quiet">{words.speaksIn(languageName)}</p>
    </>
  );
}
