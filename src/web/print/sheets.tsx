/** The printouts of a ceremony, each in one language: running order, signing protocol and result sheet. */
import { formatCompact } from '../../amounts/compact-amount.ts';
import { countryName } from '../format/country-name.ts';
import { dealTerms } from '../format/deal-terms.ts';
import { directionOf } from '../format/direction.ts';
import { textIn } from '../format/localized-texts.ts';
import { formatExact } from '../format/money.ts';
import { headlinesOf } from '../headline.ts';
import { wallWords } from '../wall/words/words.ts';
import {
  dealsOf,
  type PrintCeremony,
  type PrintDeal,
  type PrintExhibition,
  type PrintItem,
  type SheetName,
} from './print-view.ts';
import { printWords } from './words.ts';

interface SheetProps {
  exhibition: PrintExhibition;
  ceremony: PrintCeremony;
  language: string;
}

export function Sheet({ name, ...props }: SheetProps & { name: SheetName }) {
  const { exhibition, ceremony, language } = props;
  const start = new Date(ceremony.startsAt);
  const { timeZone } = exhibition;
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone });
  const places = ceremony.venues.map(
    ({ cityTranslations, nameTranslations }) =>
      `${textIn(cityTranslations, language)}, ${textIn(nameTranslations, language)}`,
  );
  return (
    <section class={`sheet ${name}`} lang={language} dir={directionOf(language)} data-sheet={name}>
      <header>
        <p>{textIn(exhibition.nameTranslations, language)}</p>
        <h1>
          {printWords(language).sheets[name]} · {textIn(ceremony.nameTranslations, language)}
        </h1>
        <p>{[date.format(start), ...places].join(' · ')}</p>
      </header>
      {name === 'order' && <RunningOrder {...props} />}
      {name === 'protocol' && <SigningProtocol {...props} />}
      {name === 'result' && <Result {...props} />}
    </section>
  );
}

function RunningOrder({ exhibition, ceremony, language }: SheetProps) {
  const words = printWords(language);
  const { timeZone } = exhibition;
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone });
  return (
    <table>
      <thead>
        <tr>
          <th>#</th>
          <th>{words.time}</th>
          <th>{words.item}</th>
        </tr>
      </thead>
      <tbody>
        {ceremony.programme.map((item, index) => (
          <tr key={item.id} data-item={item.kind}>
            <td>{index + 1}</td>
            <td class="time">
              {item.startsAt && time.format(new Date(item.startsAt))}
              {item.durationSeconds !== null && (
                <small>{words.minutes(Math.ceil(item.durationSeconds / 60))}</small>
              )}
            </td>
            <td>
              <Item item={item} language={language} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Item({
  item: { kind, titleTranslations, deal, speech },
  language,
}: {
  item: PrintItem;
  language: string;
}) {
  const words = printWords(language);
  if (deal)
    return (
      <>
        <strong>{textIn(deal.titleTranslations, language)}</strong>
        <small>
          {partiesOf(deal, language)} · {amountOf(deal, language)}
        </small>
      </>
    );
  if (speech)
    return (
      <>
        <strong>
          {words.speech}: {textIn(speech.speaker.nameTranslations, language)}
        </strong>
        <small>{textIn(speech.officeTranslations, language)}</small>
      </>
    );
  return (
    <strong>{textIn(titleTranslations, language) || words.kinds[kind as keyof typeof words.kinds]}</strong>
  );
}

/** Who signs for each side: the organization and its role, with lines for name, office and signature. */
function SigningProtocol({ ceremony, language }: SheetProps) {
  const words = printWords(language);
  const { roles, instruments } = dealTerms(language);
  return (
    <>
      {dealsOf(ceremony).map((deal, index) => (
        <article key={`${index} ${textIn(deal.titleTranslations, 'en')}`} class="deal">
          <h2>
            {index + 1}. {textIn(deal.titleTranslations, language)}
          </h2>
          <p>
            {instruments[deal.instrument]} · {amountOf(deal, language)}
          </p>
          <table>
            <thead>
              <tr>
                <th>{words.side}</th>
                <th>{words.signatory}</th>
                <th>{words.office}</th>
                <th>{words.signature}</th>
              </tr>
            </thead>
            <tbody>
              {deal.parties.map(({ role, organization }) => (
                <tr key={`${role} ${textIn(organization.nameTranslations, 'en')}`} class="to-sign">
                  <td>
                    <strong>{textIn(organization.nameTranslations, language)}</strong>
                    <small>
                      {roles[role]} · {countryName(organization.country, language)}
                    </small>
                  </td>
                  <td />
                  <td />
                  <td />
                </tr>
              ))}
            </tbody>
          </table>
        </article>
      ))}
    </>
  );
}

/** The press text, and a table of what was signed. */
function Result({ exhibition, ceremony, language }: SheetProps) {
  const words = printWords(language);
  const { totalOf } = wallWords(language);
  const { instruments, categories } = dealTerms(language);
  const { timeZone, totals } = exhibition;
  const signed = dealsOf(ceremony, true);
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone });
  return (
    <>
      <div class="press-text">
        <p>
          {words.signedAt({
            count: signed.length,
            ceremony: textIn(ceremony.nameTranslations, language),
            exhibition: textIn(exhibition.nameTranslations, language),
            date: date.format(new Date(ceremony.startsAt)),
          })}
        </p>
        <p>{words.totalsOfExhibition(totals.deals)}</p>
        <ul>
          {headlinesOf(totals).map(({ category, signingTotal, contractedTotal }) => (
            <li key={category} data-category={category}>
              {totalLines(signingTotal, contractedTotal.converted.money, language).map((line) =>
                words.total({ category: totalOf[category], ...line }),
              )}
            </li>
          ))}
        </ul>
      </div>
      <table>
        <thead>
          <tr>
            <th>#</th>
            <th>{words.title}</th>
            <th>{words.parties}</th>
            <th>{words.instrument}</th>
            <th>{words.amount}</th>
          </tr>
        </thead>
        <tbody>
          {signed.map((deal, index) => (
            <tr key={`${index} ${textIn(deal.titleTranslations, 'en')}`}>
              <td>{index + 1}</td>
              <td>
                <strong>{textIn(deal.titleTranslations, language)}</strong>
                <small>{categories[deal.category]}</small>
              </td>
              <td>{partiesOf(deal, language)}</td>
              <td>{instruments[deal.instrument]}</td>
              <td class="amount">{amountOf(deal, language, true)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

type Tally = PrintExhibition['totals']['byCategory'][number]['signingTotal'];
type Binding = PrintExhibition['totals']['byCategory'][number]['contractedTotal']['converted']['money'];

/** One line, or one for each currency if a rate is missing. */
function totalLines({ converted: { money }, currencies }: Tally, binding: Binding, language: string) {
  if (!money)
    return currencies.map(({ sum }) => ({
      amount: formatCompact(sum, language),
      exact: formatExact(sum, language),
      binding: null,
    }));
  const isPart = binding !== null && binding.amount !== money.amount;
  return [
    {
      amount: formatCompact(money, language),
      exact: formatExact(money, language),
      binding: isPart ? formatCompact(binding, language) : null,
    },
  ];
}

function partiesOf({ parties }: PrintDeal, language: string): string {
  return parties.map(({ organization }) => textIn(organization.nameTranslations, language)).join(' · ');
}

function amountOf({ amount }: PrintDeal, language: string, isExact = false): string {
  if (!amount) return wallWords(language).amountNotDisclosed;
  return isExact ? formatExact(amount, language) : formatCompact(amount, language);
}
