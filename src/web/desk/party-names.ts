/** The languages in which the parties of the selected deal have names. */
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { execute } from '../api/execute.ts';
import { DeskPartyNames } from '../operations.ts';

/** By the id of the organization. */
type PartyNames = ReadonlyMap<string, readonly { language: string }[]>;

export async function loadPartyNames(deal: string, token: () => string | null): Promise<PartyNames> {
  const found = await execute(DeskPartyNames, { deal }, { token });
  const parties = found.deal?.parties ?? [];
  return new Map(parties.map(({ organization }) => [organization.id, organization.nameTranslations]));
}

/** The preview has none. */
export const LoadPartyNames = createContext<((deal: string) => Promise<PartyNames>) | null>(null);

/** Empty until they are loaded: a name is never shown as missing by mistake. */
export function usePartyNames(deal: string, version: number | null): PartyNames {
  const load = useContext(LoadPartyNames);
  const [names, setNames] = useState<PartyNames>(new Map());
  useEffect(() => {
    let isShown = true;
    load?.(deal).then((loaded) => isShown && setNames(loaded), console.warn);
    return () => {
      isShown = false;
    };
  }, [load, deal, version]);
  return names;
}
