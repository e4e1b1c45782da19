import type { WallDealFragment } from '../operations.ts';
import { Localized } from '../wall/localized.tsx';

/** The names of the parties, in one line. */
export function Parties({ deal: { parties } }: { deal: WallDealFragment }) {
  return (
    <p class="parties">
      {parties.map(({ organization }) => (
        <span key={organization.organizationId}>
          <Localized texts={organization.nameTranslations} />
        </span>
      ))}
    </p>
  );
}
