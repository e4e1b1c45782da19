import type { Ref } from 'preact';
import { useState } from 'preact/hooks';
import type { ProgrammeItem } from './state/desk-view.ts';
import { itemNamed } from './state/type-ahead.ts';
import { useLanguage } from './use-language.ts';

interface FindFieldProps {
  field: Ref<HTMLInputElement>;
  items: readonly ProgrammeItem[];
  onFind: (item: ProgrammeItem) => void;
}

/** Selects an item while its name is typed. Enter and Escape return to the running order, and publish nothing. */
export function FindField({ field, items, onFind }: FindFieldProps) {
  const { language, words } = useLanguage();
  const [typed, setTyped] = useState('');
  const isUnknown = typed.trim() !== '' && !itemNamed(items, typed, language);
  return (
    <p class="find">
      <input
        ref={field}
        type="search"
        name="find"
        aria-label={words.find}
        placeholder={`${words.find} (/)`}
        aria-invalid={isUnknown}
        autocomplete="off"
        value={typed}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          const found = itemNamed(items, currentTarget.value, language);
          if (found) onFind(found);
        }}
        onKeyDown={(event) => {
          if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
          event.preventDefault();
          event.stopPropagation();
          setTyped('');
          event.currentTarget.blur();
        }}
      />
    </p>
  );
}
