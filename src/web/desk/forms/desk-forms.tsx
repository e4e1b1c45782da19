import { useRef } from 'preact/hooks';
import type { Command } from '../command-outbox.ts';
import type { DeskCommands } from '../commands.ts';
import type { Drafts, FormAddress } from '../drafts.ts';
import type { DeskView, ProgrammeItem, StreamMode } from '../state/desk-view.ts';
import { subjectOf, titleOf } from '../state/programme.ts';
import { publishedDeal } from '../state/published-deal.ts';
import { useLanguage } from '../use-language.ts';
import { ClosingForm, OpeningForm } from './ceremony-form.tsx';
import { CorrectionForm } from './correction-form.tsx';
import { NoticeForm } from './notice-form.tsx';
import { RetractionForm } from './retraction-form.tsx';

interface DeskFormsProps {
  /** Of the form that is open. */
  address: FormAddress | null;
  view: DeskView;
  mode: StreamMode;
  drafts: Drafts;
  commands: readonly Command[];
  deskCommands: DeskCommands;
  onClose: () => void;
}

/** The form that is open, if any. It stays about its object, whatever the desk selects meanwhile. */
export function DeskForms(props: DeskFormsProps) {
  const { address, view, mode, drafts, commands, deskCommands, onClose } = props;
  const { language } = useLanguage();
  const subject = useSubject(address, view);
  if (!address) return null;
  const { languages, reportingCurrency, exchangeRates } = view.exhibition;
  const { form } = address;
  const common = {
    key: `${form} ${address.subject}`,
    address,
    drafts,
    commands,
    languages,
    onClose,
  };
  if (form === 'notice') {
    return <NoticeForm {...common} onPublish={(texts) => deskCommands.publishNotice(texts)} />;
  }
  if (form === 'opening' || form === 'closing') {
    const { ceremony } = subject;
    if (!ceremony) return null;
    const [CeremonyForm, publish] =
      form === 'opening'
        ? ([OpeningForm, 'openCeremony'] as const)
        : ([ClosingForm, 'closeCeremony'] as const);
    return (
      <CeremonyForm
        {...common}
        ceremony={ceremony}
        view={view}
        mode={mode}
        onPublish={(version) => deskCommands[publish](ceremony, version)}
      />
    );
  }
  const { item } = subject;
  if (!item?.deal) return null;
  const { deal } = item;
  const title = titleOf(item, language);
  const announced = publishedDeal(view, deal);
  if (form === 'retraction') {
    return (
      <RetractionForm
        {...common}
        announced={announced}
        version={deal.version}
        onRetract={(reason, version) => deskCommands.retract(deal.id, title, reason, version)}
      />
    );
  }
  return (
    <CorrectionForm
      {...common}
      announced={announced}
      version={deal.version}
      currencies={[...new Set([reportingCurrency, ...exchangeRates.map((rate) => rate.currency)])]}
      onCorrect={(correction, version) => deskCommands.correct(deal.id, title, correction, version)}
    />
  );
}

interface Subject {
  address: FormAddress | null;
  item: ProgrammeItem | undefined;
  ceremony: DeskView['exhibition']['ceremonies'][number] | undefined;
}

/** What the form is about, as it is now. If it has left the programme, as it was last: the form stays open. */
function useSubject(address: FormAddress | null, { exhibition: { ceremonies } }: DeskView): Subject {
  const last = useRef<Subject>({ address: null, item: undefined, ceremony: undefined });
  const before = last.current.address === address ? last.current : undefined;
  const items = ceremonies.flatMap(({ programme }) => programme);
  last.current = {
    address,
    item: items.find((item) => subjectOf(item) === address?.subject) ?? before?.item,
    ceremony: ceremonies.find(({ id }) => id === address?.subject) ?? before?.ceremony,
  };
  return last.current;
}
