import { useRef } from 'preact/hooks';
import type { Command } from '../command-outbox.ts';
import type { DeskCommands } from '../commands.ts';
import type { Drafts, FormAddress, FormName } from '../drafts.ts';
import type { LoadedNames } from '../fact-names.ts';
import { namesInView, publishedFacts } from '../state/deal-facts.ts';
import type { Ceremony, DeskView, ProgrammeItem, StreamMode } from '../state/desk-view.ts';
import { subjectOf, titleOf } from '../state/programme.ts';
import { publishedDeal } from '../state/published-deal.ts';
import { ownSettings, wallOfSlide } from '../state/walls.ts';
import { useLanguage } from '../use-language.ts';
import { ClosingForm, OpeningForm } from './ceremony-form.tsx';
import { PlanForm, ReasonForm } from './ceremony-plan-form.tsx';
import { CorrectionForm } from './correction-form.tsx';
import { ItemForm } from './item-form.tsx';
import { NoticeForm } from './notice-form.tsx';
import type { FormProps } from './publish-form.tsx';
import { RetractionForm } from './retraction-form.tsx';
import { SlideForm } from './slide-form.tsx';

interface DeskFormsProps {
  /** The form that is open. */
  address: FormAddress | null;
  view: DeskView;
  mode: StreamMode;
  drafts: Drafts;
  commands: readonly Command[];
  deskCommands: DeskCommands;
  loadNames: () => Promise<LoadedNames>;
  onClose: () => void;
}

/** The form that is open, if any. It stays about its object, whatever the desk selects meanwhile. */
export function DeskForms(props: DeskFormsProps) {
  const { address, view, drafts, commands, deskCommands, onClose } = props;
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
  if (form === 'slide') {
    const wall = wallOfSlide(address.subject);
    return (
      <SlideForm
        {...common}
        texts={ownSettings(view, wall).slideTextTranslations}
        version={view.exhibition.wallControl.version}
        onShow={(texts, version) => deskCommands.showSlide(wall, texts, version)}
      />
    );
  }
  if (isOfCeremony(form)) {
    const { ceremony } = subject;
    return ceremony ? <OfCeremony form={form} common={common} ceremony={ceremony} {...props} /> : null;
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
      facts={publishedFacts(view, deal)}
      known={namesInView(view, language)}
      loadNames={props.loadNames}
      version={deal.version}
      currencies={[...new Set([reportingCurrency, ...exchangeRates.map((rate) => rate.currency)])]}
      onCorrect={(correction, version) => deskCommands.correct(deal.id, title, correction, version)}
    />
  );
}

const ceremonyForms = ['opening', 'closing', 'reopening', 'cancellation', 'plan', 'item'] as const;
type CeremonyFormName = (typeof ceremonyForms)[number];

function isOfCeremony(form: FormName): form is CeremonyFormName {
  return ceremonyForms.some((each) => each === form);
}

interface OfCeremonyProps extends DeskFormsProps {
  form: CeremonyFormName;
  common: FormProps & { key: string };
  ceremony: Ceremony;
}

function OfCeremony({ form, common, ceremony, view, mode, deskCommands }: OfCeremonyProps) {
  const { key, ...rest } = common;
  const all = { ...rest, ceremony, view, mode };
  switch (form) {
    case 'opening':
      return (
        <OpeningForm
          key={key}
          {...all}
          onPublish={(version) => deskCommands.openCeremony(ceremony, version)}
        />
      );
    case 'closing':
      return (
        <ClosingForm
          key={key}
          {...all}
          onPublish={(version, carryTo) => deskCommands.closeCeremony(ceremony, version, carryTo)}
        />
      );
    case 'reopening':
    case 'cancellation': {
      const command = form === 'reopening' ? 'reopenCeremony' : 'cancelCeremony';
      return (
        <ReasonForm
          key={key}
          {...all}
          command={command}
          onPublish={(version, reason) => deskCommands[command](ceremony, version, reason)}
        />
      );
    }
    case 'plan':
      return (
        <PlanForm
          key={key}
          {...all}
          onPublish={(version, plan) => deskCommands.updateCeremony(ceremony, version, plan)}
        />
      );
    case 'item':
      return (
        <ItemForm
          key={key}
          {...rest}
          ceremony={ceremony}
          onAdd={(title, item) => deskCommands.addItem(ceremony, title, item)}
        />
      );
  }
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
