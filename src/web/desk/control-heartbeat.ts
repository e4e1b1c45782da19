/** Renews the control that this desk has. The server ends it after ninety seconds without renewal. */
import { execute } from '../api/execute.ts';
import { RenewControl } from '../operations.ts';
import type { DeskView, StreamMode } from './state/desk-view.ts';

export const renewEveryMs = 20_000;

/** What fails is tried again at the next beat: the desk shows who has control. */
export function renewControl(view: DeskView | null, mode: StreamMode, token: () => string | null): void {
  for (const { id, control } of view?.exhibition.ceremonies ?? [])
    if (control?.heldByCaller)
      void execute(RenewControl, { input: { ceremony: id, mode } }, { token }).catch(() => {});
}
