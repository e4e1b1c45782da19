import type { Instrument } from '../../prisma/generated/client/enums.ts';

const binding: ReadonlySet<Instrument> = new Set(['CONTRACT', 'FRAMEWORK_AGREEMENT']);

/** isBinding is true for a contract and a framework agreement; a memorandum and a letter of intent do not bind. */
export function isBinding(instrument: Instrument): boolean {
  return binding.has(instrument);
}
