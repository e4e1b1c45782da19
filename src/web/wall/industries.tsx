import { formatCompact } from '../../amounts/compact-amount.ts';
import type { Texts } from '../format/localized-texts.ts';
import { Localized } from './localized.tsx';
import { type IndustryShare, industryShares } from './state/industry-shares.ts';
import type { WallContent } from './state/wall-state.ts';
import { useLanguage } from './use-language.ts';

interface IndustriesProps {
  content: WallContent;
  names: ReadonlyMap<string, Texts>;
}

/** A ribbon of the headline, each industry as wide as its share, with names and amounts below. */
export function Industries({ content, names }: IndustriesProps) {
  const { language, words } = useLanguage();
  const shares = industryShares(content);
  if (shares.length === 0) return null;
  return (
    <section class="industries" aria-label={words.byIndustry}>
      <Ribbon shares={shares} />
      <ul>
        {shares.map(({ industry, tone, deals, money }) => (
          <li key={industry} class={`tone-${tone}`}>
            <span class="name">
              <span class="deals">{deals}</span>{' '}
              <Localized texts={names.get(industry) ?? [{ language: 'en', text: industry }]} />
            </span>
            {money && <span class="value">{formatCompact(money, language, 2)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

const width = 1_000;
const gap = 4;

function Ribbon({ shares }: { shares: readonly IndustryShare[] }) {
  return (
    <svg class="ribbon" viewBox={`0 0 ${width} 10`} preserveAspectRatio="none" aria-hidden="true">
      {shares.map(({ industry, tone, share }, index) => {
        const start = shares.slice(0, index).reduce((sum, each) => sum + each.share, 0);
        const isLast = index === shares.length - 1;
        return (
          <rect
            key={industry}
            class={`tone-${tone}`}
            x={start * width}
            width={Math.max(share * width - (isLast ? 0 : gap), 1)}
            height="10"
          />
        );
      })}
    </svg>
  );
}
