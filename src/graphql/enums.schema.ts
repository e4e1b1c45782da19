/** The enums of schema.prisma, with a description of each value. */
import * as enums from '../../prisma/generated/client/enums.ts';
import { builder } from './builder.ts';

/** described requires a description of each value in the database, and of no other value. */
function described<Source extends Record<string, string>>(
  _source: Source,
  words: { [Value in keyof Source]: string },
) {
  return Object.fromEntries(
    Object.entries<string>(words).map(([value, description]) => [value, { description }]),
  ) as { [Value in keyof Source]: { description: string } };
}

export const OrganizationKind = builder.enumType('OrganizationKind', {
  description: 'What an organization is.',
  values: described(enums.OrganizationKind, {
    COMPANY: 'A company.',
    PUBLIC_BODY: 'A government, city, zone, park or chamber of commerce.',
  }),
});

export const PublicBodyKind = builder.enumType('PublicBodyKind', {
  description: 'What a public body is.',
  values: described(enums.PublicBodyKind, {
    GOVERNMENT: 'A government or one of its departments.',
    CITY: 'A city or another municipality.',
    ZONE: 'A development zone.',
    PARK: 'An industrial park.',
    CHAMBER: 'A chamber of commerce or a similar association.',
  }),
});

export const ExhibitorRole = builder.enumType('ExhibitorRole', {
  description: 'How an organization exhibits.',
  values: described(enums.ExhibitorRole, {
    MAIN: 'It has its own booth.',
    CO: 'It exhibits at the booth of a main exhibitor.',
  }),
});

export const Instrument = builder.enumType('Instrument', {
  description: 'The kind of document that is signed. Contracts and framework agreements are binding.',
  values: described(enums.Instrument, {
    CONTRACT: 'A contract: binding.',
    FRAMEWORK_AGREEMENT: 'A framework agreement: binding.',
    MEMORANDUM_OF_UNDERSTANDING: 'A memorandum of understanding: not binding.',
    LETTER_OF_INTENT: 'A letter of intent: not binding.',
  }),
});

export const DealCategory = builder.enumType('DealCategory', {
  description: 'The category of a deal. Amounts of different categories are never added together.',
  values: described(enums.DealCategory, {
    INVESTMENT: 'Money is invested in a project.',
    TRADE: 'Goods or services are sold.',
    COOPERATION: 'The parties cooperate. No money is invested or paid, or none is disclosed.',
  }),
});

export const DealStatus = builder.enumType('DealStatus', {
  description: 'The status of a deal.',
  values: described(enums.DealStatus, {
    PLANNED: 'Not signed yet. Hidden from public callers.',
    SIGNED: 'Signed on stage and announced.',
    WITHDRAWN: 'Withdrawn before it was signed. Hidden from public callers.',
    RETRACTED: 'Signed and announced, then retracted and announced. It is not included in totals.',
  }),
});

export const DealOutcomeKind = builder.enumType('DealOutcomeKind', {
  description: 'What was reported about a deal after its signing.',
  values: described(enums.DealOutcomeKind, {
    IN_FORCE: 'The agreement has come into force.',
    REALISED: 'A part of the amount, or all of it, was invested, paid or delivered.',
    LAPSED: 'The agreement ended without being carried out, or without the rest of it.',
  }),
});

export const PartyRole = builder.enumType('PartyRole', {
  description: 'The role of a party in a deal.',
  values: described(enums.PartyRole, {
    INVESTOR: 'It invests the money.',
    HOST: 'It receives the investment: a city, a zone, a park or a local company.',
    BUYER: 'It buys goods or services.',
    SELLER: 'It sells goods or services.',
    PARTNER: 'It cooperates with the other parties.',
  }),
});

export const SpeechStatus = builder.enumType('SpeechStatus', {
  description: 'The status of a speech.',
  values: described(enums.SpeechStatus, {
    SCHEDULED: 'Not started yet. Hidden from public callers.',
    STARTED: 'In progress.',
    FINISHED: 'Finished.',
  }),
});

export const SpeechTextStatus = builder.enumType('SpeechTextStatus', {
  description: 'Whether a speech has a text, and whether it is public.',
  values: {
    NONE: { description: 'There is none, or the caller may not see it.' },
    HELD: { description: 'Only operators of the exhibition see it.' },
    RELEASED: { description: 'It is public.' },
  } as const,
});

export const CeremonyKind = builder.enumType('CeremonyKind', {
  description: 'The kind of a ceremony.',
  values: described(enums.CeremonyKind, {
    OPENING: 'It opens the exhibition.',
    SIGNING: 'Deals are signed.',
    CLOSING: 'It closes the exhibition.',
  }),
});

export const CeremonyStatus = builder.enumType('CeremonyStatus', {
  description: 'The status of a ceremony.',
  values: described(enums.CeremonyStatus, {
    PLANNED: 'Not open yet.',
    OPEN: 'Under way.',
    CLOSED: 'Over. It can be reopened.',
    CANCELLED: 'It does not take place.',
  }),
});

export const Cue = builder.enumType('Cue', {
  description: 'The cue of a programme item, which operators set and see.',
  values: described(enums.Cue, {
    NONE: 'Nothing yet.',
    CUED: 'It is next.',
    HELD: 'It waits, for whatever reason.',
    DONE: 'It is over. Only for items that are neither a signing nor a speech: these are over when it is announced.',
  }),
});

export const TitledItemKind = builder.enumType('TitledItemKind', {
  description: 'What a programme item with a title is.',
  values: described(enums.TitledItemKind, {
    ANTHEM: 'An anthem is played.',
    VIDEO: 'A video is shown.',
    AWARD: 'An award is presented.',
    PHOTO: 'A photograph is taken.',
    BREAK: 'A break.',
    OTHER: 'Anything else.',
  }),
});

export const StreamMode = builder.enumType('StreamMode', {
  description: 'The two streams of an exhibition.',
  values: described(enums.StreamMode, {
    LIVE: 'The ceremony itself: public and permanent.',
    REHEARSAL:
      'A rehearsal: visible to operators and screens of the exhibition, and deleted by resetRehearsal.',
  }),
});

export const FigureMetric = builder.enumType('FigureMetric', {
  description: 'What a reported figure measures.',
  values: described(enums.FigureMetric, {
    PROJECTS: 'The number of signed projects.',
    INVESTMENT: 'The amount invested in the signed projects.',
    FOREIGN_FUNDED_PROJECTS: 'The number of signed foreign-funded projects.',
    FOREIGN_FUNDED_INVESTMENT: 'The amount invested in the signed foreign-funded projects.',
    LETTERS_OF_INTENT: 'The amount of letters of intent for import and export.',
    TRADE: 'The amount of trade concluded.',
    PARTICIPANTS: 'The number of participants.',
    GUESTS: 'The number of guests of a ceremony.',
    EXHIBITORS: 'The number of exhibitors.',
    BUYERS: 'The number of professional buyers.',
    BOOTHS: 'The number of booths.',
    EXHIBITION_AREAS: 'The number of themed sections of the exhibition.',
    FLOOR_AREA: 'The floor area in square metres.',
  }),
});

export const FigureQualifier = builder.enumType('FigureQualifier', {
  description: 'The precision that a source states for a figure.',
  values: described(enums.FigureQualifier, {
    EXACT: 'The source states no qualifier.',
    ABOUT: 'The source states “about” or “approximately”.',
    ALMOST: 'The source states “almost” or “nearly”.',
    MORE_THAN: 'The source states “more than” or “over”.',
  }),
});

export const FigureScope = builder.enumType('FigureScope', {
  description: 'What a reported figure covers.',
  values: described(enums.FigureScope, {
    CEREMONY: 'One ceremony.',
    EDITION: 'One edition.',
    CUMULATIVE: 'Several editions together.',
  }),
});
