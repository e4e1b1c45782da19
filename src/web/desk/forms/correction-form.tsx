import { useEffect, useState } from 'preact/hooks';
import { dealTerms } from '../../format/deal-terms.ts';
import { textIn } from '../../format/localized-texts.ts';
import { formatExact } from '../../format/money.ts';
import type { MoneyFragment } from '../../operations.ts';
import type { LoadedNames } from '../fact-names.ts';
import {
  categories,
  type DealFacts,
  factCorrection,
  factFields,
  instruments,
  partyRows,
  roles,
  typedFacts,
} from '../state/deal-facts.ts';
import { type FactNames, factParts } from '../state/fact-parts.ts';
import { type FormDraft, labelOfText, textOf } from '../state/form-draft.ts';
import { correctionLines } from '../state/preview-lines.ts';
import {
  amountInForm,
  type Correction,
  changesSomething,
  correctedDeal,
  correctionFields,
  correctionOf,
  type PublishedDeal,
} from '../state/typed-correction.ts';
import { useLanguage } from '../use-language.ts';
import type { DeskWords } from '../words/desk-words.ts';
import { SelectField, TextField, TextsField } from './fields.tsx';
import { type FormProps, PublishForm, type Reading } from './publish-form.tsx';

interface CorrectionFormProps extends FormProps {
  announced: PublishedDeal;
  facts: DealFacts;
  /** Names in the view of the desk, until the others are loaded. */
  known: LoadedNames;
  loadNames: () => Promise<LoadedNames>;
  version: number | null;
  /** The currencies of the exhibition. */
  currencies: readonly string[];
  onCorrect: (correction: Correction, version: number | null) => string | null;
}

export function CorrectionForm({
  announced,
  facts,
  known,
  loadNames,
  version,
  currencies,
  languages,
  onCorrect,
  ...form
}: CorrectionFormProps) {
  const { language, words } = useLanguage();
  const offered = [...new Set([...(announced.amount ? [announced.amount.currency] : []), ...currencies])];
  const options = { languages, language };
  const loaded = useLoaded(loadNames);
  const names: FactNames = new Map([
    ...[...known.industries, ...known.organizations],
    ...[...loaded.industries, ...loaded.organizations],
  ]);
  const nameOf = (key: string) => textIn(names.get(key) ?? [], language) || key;
  const byName = (keys: Iterable<string>) =>
    [...new Set(keys)].sort((one, other) => nameOf(one).localeCompare(nameOf(other), language));
  const industries = byName([facts.industry, ...known.industries.keys(), ...loaded.industries.keys()]);
  const parties = byName([
    ...facts.parties.map(({ organization }) => organization),
    ...known.organizations.keys(),
    ...loaded.organizations.keys(),
  ]);
  const terms = dealTerms(language);
  const wholeCorrection = (draft: FormDraft) => {
    const correction = correctionOf(draft, announced, options);
    return correction && { ...correction, ...factCorrection(facts, typedFacts(draft.fields, facts)) };
  };
  const read = (draft: FormDraft): Reading => {
    const problems = amountProblems(draft, words, language);
    const after = correctedDeal(draft, announced, options);
    const typed = typedFacts(draft.fields, facts);
    problems.push(...partyProblems(typed, words, nameOf));
    const correction = wholeCorrection(draft);
    if (!after || !correction) return { problems, preview: null };
    if (!changesSomething(correction)) return { problems, preview: null };
    if (after.titleTranslations.length === 0) problems.push(words.textNeeded(words.title));
    if (correction.reasonTranslations?.length === 0) problems.push(words.textNeeded(words.reason));
    const lines = correctionLines(languages, announced, after, correction.reasonTranslations ?? []);
    const preview = lines.map((line) => ({
      ...line,
      parts: [...line.parts, ...factParts(line.language, facts, typed, names)],
    }));
    return { problems, preview };
  };
  return (
    <PublishForm
      {...form}
      title={words.correction}
      publishLabel={words.publishCorrection}
      standing={{
        fields: { ...correctionFields(announced, languages, currencies[0] ?? ''), ...factFields(facts) },
        version,
      }}
      labelOf={(name) => labelOfField(name, words)}
      read={read}
      publish={(draft) => {
        const correction = wholeCorrection(draft);
        return correction && onCorrect(correction, draft.version);
      }}
    >
      <fieldset>
        <legend>{words.amount}</legend>
        <TextField name="amount" label={words.amount} inputMode="decimal" />
        <SelectField name="currency" label={words.currency} options={offered} />
      </fieldset>
      <TextsField name="title" label={words.title} languages={languages} />
      <TextsField name="reason" label={words.reason} languages={languages} />
      {/* Rarely needed: closed, so that the preview is in sight. It shows what was changed in here too. */}
      <details>
        <summary>{words.otherFacts}</summary>
        <fieldset>
          <legend>{words.terms}</legend>
          <SelectField
            name="category"
            label={words.category}
            options={categories}
            textOf={(option) => terms.categories[option as DealFacts['category']]}
          />
          <SelectField
            name="instrument"
            label={words.instrument}
            options={instruments}
            textOf={(option) => terms.instruments[option as DealFacts['instrument']]}
          />
          <SelectField name="industry" label={words.industry} options={industries} textOf={nameOf} />
        </fieldset>
        <fieldset class="party-fields">
          <legend>{words.parties}</legend>
          {partyRows(facts).map((row) => (
            <div key={row} class="party-row">
              <SelectField
                name={`role ${row}`}
                label={`${words.role} ${row + 1}`}
                options={roles}
                textOf={(option) => terms.roles[option as (typeof roles)[number]]}
              />
              <SelectField
                name={`organization ${row}`}
                label={`${words.party} ${row + 1}`}
                options={['', ...parties]}
                textOf={(option) => (option === '' ? words.noParty : nameOf(option))}
              />
            </div>
          ))}
        </fieldset>
      </details>
    </PublishForm>
  );
}

const nothingLoaded: LoadedNames = { industries: new Map(), organizations: new Map() };

/** Without them, the form offers what the desk shows. */
function useLoaded(load: () => Promise<LoadedNames>): LoadedNames {
  const [loaded, setLoaded] = useState(nothingLoaded);
  useEffect(() => {
    load().then(setLoaded, () => {});
  }, []);
  return loaded;
}

function labelOfField(name: string, words: DeskWords): string {
  const [kind = '', row = ''] = name.split(' ');
  if (kind === 'organization') return `${words.party} ${Number(row) + 1}`;
  if (kind === 'role') return `${words.role} ${Number(row) + 1}`;
  const { amount, currency, category, instrument, industry } = words;
  const single: Record<string, string> = { amount, currency, category, instrument, industry };
  return single[name] ?? labelOfText(name, { title: words.title, reason: words.reason });
}

function partyProblems({ parties }: DealFacts, words: DeskWords, nameOf: (id: string) => string): string[] {
  if (parties.length < 2) return [words.partiesNeeded];
  const ids = parties.map(({ organization }) => organization);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  return twice === undefined ? [] : [words.partyTwice(nameOf(twice))];
}

function amountProblems(draft: FormDraft, words: DeskWords, language: string): string[] {
  const typed = amountInForm(draft, language);
  if (typed.name === 'unreadable') return [words.unreadableAmount];
  if (typed.name !== 'ambiguous') return [];
  const currency = textOf(draft.fields, 'currency');
  const [one, other] = typed.readings.map((amount) =>
    formatExact({ amount, currency } satisfies MoneyFragment, language),
  );
  return [words.ambiguousAmount(one!, other!)];
}
