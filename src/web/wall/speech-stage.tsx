import { countryName } from '../format/country-name.ts';
import { localizedText } from '../format/localized-texts.ts';
import { Heading, Localized } from './localized.tsx';
import type { ShownSpeech } from './state/wall-state.ts';
import { useLanguage } from './use-language.ts';

const longFromLength = 261;

/** A speech under way, with speaker and office; once it is finished, its text. */
export function SpeechStage({ shown: { speech, isFinished } }: { shown: ShownSpeech }) {
  const { language, words } = useLanguage();
  const text = isFinished ? localizedText(speech.textTranslations, language) : null;
  return (
    <article class={`speech ${isFinished ? 'finished' : 'under-way'}`}>
      <p class="kicker">
        <strong>{isFinished ? words.speechSummary : words.speaking}</strong>
        <span>{countryName(speech.speaker.country, language)}</span>
      </p>
      <Heading class="title" texts={speech.speaker.nameTranslations} />
      <p class="office">
        <Localized texts={speech.officeTranslations} />
      </p>
      {text && (
        <blockquote class={text.text.length >= longFromLength ? 'long' : ''} lang={text.language}>
          {text.text}
        </blockquote>
      )}
    </article>
  );
}

/** The speaker in one line, while a signing takes the stage during a speech. */
export function SpeechLine({ shown: { speech } }: { shown: ShownSpeech }) {
  const { words } = useLanguage();
  return (
    <p class="speech-line">
      {words.speaking}: <Localized texts={speech.speaker.nameTranslations} />,{' '}
      <Localized texts={speech.officeTranslations} />
    </p>
  );
}
