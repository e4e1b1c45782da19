/** The lower third: the deal that was just signed, or the speaker. */
import { countryName } from '../format/country-name.ts';
import { Amount } from '../wall/amount.tsx';
import { Localized } from '../wall/localized.tsx';
import type { ShownSpeech, Signing } from '../wall/state/wall-state.ts';
import { useLanguage } from '../wall/use-language.ts';
import { Parties } from './parties.tsx';

export function SigningLowerThird({ signing: { deal, status } }: { signing: Signing }) {
  const { words } = useLanguage();
  const isRetracted = status === 'retracted';
  const Title = isRetracted ? 's' : 'span';
  return (
    <>
      <p class={`kicker ${status}`}>
        <strong>{words.signingStatus[status]}</strong>
        <span>
          <Localized texts={deal.industry.nameTranslations} />
        </span>
        {deal.sample && <span>{words.sample}</span>}
      </p>
      <h1 class="title" data-deal={deal.dealId}>
        <Title>
          <Localized texts={deal.titleTranslations} />
        </Title>
      </h1>
      {!isRetracted && (
        <p class="deal-amount">
          {deal.amount ? <Amount money={deal.amount} /> : words.amountNotDisclosed}
          {deal.amount && deal.converted?.rate && (
            <span class="converted">
              ≈ <Amount money={deal.converted.money} decimals={2} />
            </span>
          )}
        </p>
      )}
      <Parties deal={deal} />
    </>
  );
}

export function SpeechLowerThird({ speech: { speech } }: { speech: ShownSpeech }) {
  const { language, words } = useLanguage();
  return (
    <>
      <p class="kicker">
        <strong>{words.speaking}</strong>
        <span>{countryName(speech.speaker.country, language)}</span>
      </p>
      <h1 class="title">
        <Localized texts={speech.speaker.nameTranslations} />
      </h1>
      <p class="office">
        <Localized texts={speech.officeTranslations} />
      </p>
    </>
  );
}
