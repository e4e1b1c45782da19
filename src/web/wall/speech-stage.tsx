import { countryName } from '../format/country-name.ts';
import { directionOf } from '../format/direction.ts';
import { localizedText } from '../format/localized-texts.ts';
import { Heading, Localized } from './localized.tsx';
import type { ShownSpeech } from './state/wall-state.ts';
import { useLanguage } from './use-language.ts';

const longFromLength = 261;

/** Shows the speaker and the office during a speech, and the text after it. */
export function SpeechStage({ shown: { speech, isFinished } }: { shown: ShownSpeech }) {
  const { language, words } = useLanguage();
  const text = isFinished ? localizedText(speech.textTranslations, language) : null;
  return (
    <article class={`speech ${isFinished ? 'finished' : 'under-way'}`}>
      <p class="kicker">
        <strong>{isFinished ? (text ? words.speechSummary : words.speechFinished) : words.speaking}</strong>
        <span>{countryName(speech.speaker.country, language)}</span>
      </p>
      <Heading class="title" texts={speech.speaker.nameTranslations} />
      <p class="office">
        <Localized texts={speech.officeTranslations} />
      </p>
      {text && (
        <blockquote
          class={text.text.length >= longFromLength ? 'long' : ''}
          lang={text.language}
          dir={directionOf(text.language)}
        >
          {text.text}
        </blockquote>
      )}
    </article>
  );
}

/** Shows the speaker in one line while a signing is on the stage. */
export function SpeechLine({ shown: { speech } }: { shown: ShownSpeech }) {
  const { words } = useLanguage();
  return (
    <p class="speech-line">
      {words.speaking}: <Localized texts={speech.speaker.nameTranslations} />,{' '}
      <Localized texts={speech.officeTranslations} />
    </p>
  );
}
