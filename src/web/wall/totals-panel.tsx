/** The running totals, and the industries as a picture. */
import { useRef } from 'preact/hooks';
import type { Texts } from '../format/localized-texts.ts';
import { said, shareOf } from '../format/money.ts';
import type { ToldTotalsFragment } from '../operations.ts';
import { Amount, CountingAmount } from './amount.tsx';
import { Localized, useLanguage } from './localized.tsx';

export function Ledger({ totals }: { totals: ToldTotalsFragment }) {
  const { words } = useLanguage();
  return (
    <section class="ledger" aria-label={words.investment}>
      <DealCount totals={totals} />
      <Investment totals={totals} />
      <Currencies totals={totals} />
    </section>
  );
}

function DealCount({ totals: { deals } }: { totals: ToldTotalsFragment }) {
  const { words } = useLanguage();
  return (
    <p class="count">
      <span class="figure" data-deals={deals}>
        {deals}
      </span>{' '}
      <span class="unit">{words.deals(deals)}</span>
    </p>
  );
}

function Investment({ totals: { converted } }: { totals: ToldTotalsFragment }) {
  const { words } = useLanguage();
  return (
    <div class="investment">
      <h2 class="label">{words.investment}</h2>
      {converted.money ? (
        <p data-total={converted.money.amount}>
          <CountingAmount sum={converted.money} />
        </p>
      ) : (
        <p class="none">{words.noRate(converted.missingRates.join(', '))}</p>
      )}
    </div>
  );
}

function Currencies({ totals: { currencies } }: { totals: ToldTotalsFragment }) {
  const { words } = useLanguage();
  if (currencies.length === 0) return null;
  return (
    <div class="currencies">
      <h2 class="label">{words.perCurrency}</h2>
      <ul>
        {currencies.map(({ sum, deals }) => (
          <li key={sum.currency}>
            <Amount sum={sum} decimals={2} /> <span class="share">× {deals}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Between two industries, in thousandths of the ribbon. */
const ribbonGap = 4;

interface IndustriesProps {
  totals: ToldTotalsFragment;
  names: ReadonlyMap<string, Texts>;
}

/** A ribbon as wide as the whole, each industry as wide as its part; the names below it say how much that is. */
export function Industries({ totals, names }: IndustriesProps) {
  const { language, words } = useLanguage();
  const order = useLastingOrder(totals.byIndustry.map(({ industry }) => industry));
  const whole = totals.converted.money?.amount ?? null;
  const rows = order.flatMap((code, index) => {
    const row = totals.byIndustry.find(({ industry }) => industry === code);
    return row ? [{ ...row, tone: index % 6 }] : [];
  });
  if (rows.length === 0) return null;
  const shareOfRow = ({ deals, converted }: (typeof rows)[number]) =>
    whole && converted.money ? shareOf(converted.money.amount, whole) : deals / totals.deals;
  return (
    <section class="industries" aria-label={words.industries}>
      <svg class="ribbon" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
        {rows.map((row, index) => {
          const x = rows.slice(0, index).reduce((sum, each) => sum + shareOfRow(each), 0);
          return (
            <rect
              key={row.industry}
              class={`tone-${row.tone}`}
              x={x * 1_000}
              width={Math.max(shareOfRow(row) * 1_000 - (index < rows.length - 1 ? ribbonGap : 0), 1)}
              height="10"
            />
          );
        })}
      </svg>
      <ul>
        {rows.map(({ industry, tone, deals, converted: { money } }) => (
          <li key={industry} class={`tone-${tone}`}>
            <span class="name">
              <span class="deals">{deals}</span>{' '}
              <Localized texts={names.get(industry) ?? [{ language: 'en', text: industry }]} />
            </span>
            {money && <span class="value">{said(money, language, 2)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** An industry keeps its place and its tone from its first deal on, whoever overtakes it. */
function useLastingOrder(codes: readonly string[]): readonly string[] {
  const order = useRef<string[]>([]);
  for (const code of codes) if (!order.current.includes(code)) order.current.push(code);
  return order.current;
}
