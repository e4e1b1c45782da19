import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useLanguage } from '../use-language.ts';

interface FormDialogProps {
  title: string;
  submitLabel: string;
  onSubmit: (form: FormData) => void;
  onClose: () => void;
  children: ComponentChildren;
}

export function FormDialog({ title, submitLabel, onSubmit, onClose, children }: FormDialogProps) {
  const { words } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-label={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(new FormData(event.currentTarget));
          onClose();
        }}
      >
        <h2>{title}</h2>
        {children}
        <p class="buttons">
          <button type="button" onClick={onClose}>
            {words.cancel} <kbd>Esc</kbd>
          </button>
          <button type="submit" class="primary">
            {submitLabel}
          </button>
        </p>
      </form>
    </dialog>
  );
}
