import { countryName } from '../format/country-name.ts';
import { inLanguage } from '../format/localized-texts.ts';
import { Heading, Localized, useLanguage } from './localized.tsx';
import type { SpeechShown } from './state/ceremony-state.ts';

/** The speech being given, with speaker and office; once it is over, what was said. */
export function SpeechStage({ shown: { speech, isOver } }: { shown: SpeechShown }) {
  const { language, words } = useLanguage();
  const text = isOver ? inLanguage(speech.textTranslations, language) : null;
  return (
    <article class={`speech ${isOver ? 'over' : 'given'}`}>
      <p class="kicker">
        <strong>{isOver ? words.spoke : words.speaks}</strong>
        <span>{countryName(speech.speaker.country, language)}</span>
      </p>
      <Heading class="title" texts={speech.speaker.nameTranslations} />
      <p class="office">
        <Localized texts={speech.officeTranslations} />
      </p>
      {text && (
        <blockquote class={text.text.length > 260 ? 'long' : ''} lang={text.language}>
          {text.text}
        </blockquote>
      )}
    </article>
  );
}

/** While something is signed during a speech: who is speaking, in one line. */
export function SpeechLine({ shown: { speech } }: { shown: SpeechShown }) {
  const { words } = useLanguage();
  return (
    <p class="speech-line">
      {words.speaks}: <Localized texts={speech.speaker.nameTranslations} />,{' '}
      <Localized texts={speech.officeTranslations} />
    </p>
  );
}
