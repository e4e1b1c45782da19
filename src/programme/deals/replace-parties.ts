import type { Transaction } from '../../mutations/change.ts';
import type { PartyInput } from './deal-input.ts';

export async function replaceParties(
  tx: Transaction,
  dealId: string,
  given: readonly PartyInput[],
): Promise<void> {
  await tx.dealParty.deleteMany({ where: { dealId } });
  await tx.dealParty.createMany({
    data: given.map(({ organization: organizationId, role }, position) => ({
      dealId,
      organizationId,
      role,
      position,
    })),
  });
}
