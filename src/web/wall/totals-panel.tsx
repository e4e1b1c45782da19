/** The running totals, and the industries as a picture. */
import { useRef } from 'preact/hooks';
import type { Texts } from '../format/localized-texts.ts';
import { said, shareOf } from '../format/money.ts';
import { investmentOf } from '../investment.ts';
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

function Investment({ totals }: { totals: ToldTotalsFragment }) {
  const { words } = useLanguage();
  const converted = investmentOf(totals)?.converted;
  if (!converted) return null;
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

function Currencies({ totals }: { totals: ToldTotalsFragment }) {
  const { words } = useLanguage();
  const currencies = investmentOf(totals)?.currencies ?? [];
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

/** A ribbon as wide as all investments, each industry as wide as its part. Without an amount, deals are counted. */
export function Industries({ totals, names }: IndustriesProps) {
  const { language, words } = useLanguage();
  const order = useLastingOrder(totals.byIndustry.map(({ industry }) => industry));
  const whole = amountOf(totals);
  const rows = order.flatMap((code, index) => {
    const row = totals.byIndustry.find(({ industry }) => industry === code);
    return row ? [{ ...row, amount: amountOf(row), tone: index % 6 }] : [];
  });
  if (rows.length === 0) return null;
  const shareOfRow = ({ deals, amount }: (typeof rows)[number]) =>
    whole && amount ? shareOf(amount.amount, whole.amount) : deals / totals.deals;
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
        {rows.map(({ industry, tone, deals, amount }) => (
          <li key={industry} class={`tone-${tone}`}>
            <span class="name">
              <span class="deals">{deals}</span>{' '}
              <Localized texts={names.get(industry) ?? [{ language: 'en', text: industry }]} />
            </span>
            {amount && <span class="value">{said(amount, language, 2)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The sum of the investments. Null if it is zero, or if a rate is missing. */
function amountOf(totals: Pick<ToldTotalsFragment['byIndustry'][number], 'byCategory'>) {
  const sum = investmentOf(totals)?.converted.money;
  return sum && /[1-9]/.test(sum.amount) ? sum : null;
}

/** An industry keeps its place and its tone from its first deal on, whoever overtakes it. */
function useLastingOrder(codes: readonly string[]): readonly string[] {
  const order = useRef<string[]>([]);
  for (const code of codes) if (!order.current.includes(code)) order.current.push(code);
  return order.current;
}
