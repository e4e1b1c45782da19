import type { DeskCommands } from '../commands.ts';
import type { DeskView, ProgrammeItem } from '../state/desk-view.ts';
import { subjectOf, titleOf } from '../state/programme.ts';
import { useLanguage } from '../use-language.ts';
import { CorrectionForm } from './correction-form.tsx';
import { NoticeForm } from './notice-form.tsx';
import { RetractionForm } from './retraction-form.tsx';

export type FormName = 'correction' | 'retraction' | 'notice';

interface DeskFormsProps {
  form: FormName | null;
  item: ProgrammeItem | undefined;
  exhibition: DeskView['exhibition'];
  deskCommands: DeskCommands;
  onClose: () => void;
}

/** Shows the open form, if any. Submitting it creates a command. */
export function DeskForms({ form, item, exhibition, deskCommands, onClose }: DeskFormsProps) {
  const { language } = useLanguage();
  const { languages, reportingCurrency, exchangeRates } = exhibition;
  if (form === 'notice') {
    const publish = deskCommands.publishNotice.bind(deskCommands);
    return <NoticeForm languages={languages} onClose={onClose} onPublish={publish} />;
  }
  if (form === null || !item?.deal) return null;
  const [deal, title] = [subjectOf(item), titleOf(item, language)];
  if (form === 'retraction') {
    return (
      <RetractionForm
        deal={item.deal}
        languages={languages}
        onClose={onClose}
        onRetract={(reason) => deskCommands.retract(deal, title, reason)}
      />
    );
  }
  return (
    <CorrectionForm
      deal={item.deal}
      languages={languages}
      currencies={[reportingCurrency, ...exchangeRates.map((rate) => rate.currency)]}
      onClose={onClose}
      onCorrect={(correction) => deskCommands.correct(deal, title, correction)}
    />
  );
}
