import { Localized } from './localized.tsx';
import type { Notice } from './state/wall-state.ts';

export function NoticeBanner({ notice }: { notice: Notice }) {
  return (
    <p class="notice" role="status">
      <Localized texts={notice.text} />
    </p>
  );
}
