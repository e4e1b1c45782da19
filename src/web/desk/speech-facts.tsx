import { countryName } from '../format/country-name.ts';
import { displayName } from '../format/display-name.ts';
import type { ProgrammeItem } from './state/desk-view.ts';
import { useLanguage } from './use-language.ts';

interface SpeechFactsProps {
  speech: NonNullable<ProgrammeItem['speech']>;
}

export function SpeechFacts({ speech: { speaker, office, language: tag } }: SpeechFactsProps) {
  const { language, words } = useLanguage();
  const languageName = displayName('language', tag, language);
  return (
    <>
      <h2>{speaker.name}</h2>
      <p>
        {office} · {countryName(speaker.country, language)}
      </p>
      <p class="quiet">{words.speaksIn(languageName)}</p>
    </>
  );
}
