/** The enums of schema.prisma, with a word for each value. */
import * as enums from '../../prisma/generated/client/enums.ts';
import { builder } from './builder.ts';

/** Makes sure that each value of the database has its word, and the other way round. */
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
    PUBLIC_BODY: 'A city, a zone, a park, a chamber.',
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
    MAIN: 'It has a booth.',
    CO: 'It shows its things at the booth of another.',
  }),
});

export const Instrument = builder.enumType('Instrument', {
  description: 'What is signed. Only the first two bind.',
  values: described(enums.Instrument, {
    CONTRACT: 'A contract. Binding.',
    FRAMEWORK_AGREEMENT: 'A framework agreement. Binding.',
    MEMORANDUM_OF_UNDERSTANDING: 'A memorandum of understanding. Not binding.',
    LETTER_OF_INTENT: 'A letter of intent. Not binding.',
  }),
});

export const DealCategory = builder.enumType('DealCategory', {
  description: 'What a deal is about. Amounts of different categories are never added up.',
  values: described(enums.DealCategory, {
    INVESTMENT: 'Money is invested in a project.',
    TRADE: 'Goods or services are sold.',
    COOPERATION: 'The parties work together; no money is invested or paid, or none is named.',
  }),
});

export const DealStatus = builder.enumType('DealStatus', {
  description: 'Where a deal stands.',
  values: described(enums.DealStatus, {
    PLANNED: 'Not signed yet. The public does not know of it.',
    SIGNED: 'Signed on stage and announced.',
    WITHDRAWN: 'Given up before it was signed. The public never knew of it.',
    RETRACTED: 'Signed and announced, then taken back in public. It counts in no total.',
  }),
});

export const PartyRole = builder.enumType('PartyRole', {
  description: 'What a party is in a deal.',
  values: described(enums.PartyRole, {
    INVESTOR: 'It brings the money.',
    HOST: 'It is where the money goes: a city, a zone, a park, a local company.',
    BUYER: 'It buys.',
    SELLER: 'It sells.',
    PARTNER: 'It works with the others.',
  }),
});

export const SpeechStatus = builder.enumType('SpeechStatus', {
  description: 'Where a speech stands.',
  values: described(enums.SpeechStatus, {
    SCHEDULED: 'Not begun. The public does not know of it.',
    STARTED: 'Being given.',
    FINISHED: 'Given. Its text is public.',
  }),
});

export const CeremonyKind = builder.enumType('CeremonyKind', {
  description: 'What a ceremony is for.',
  values: described(enums.CeremonyKind, {
    OPENING: 'It opens the exhibition.',
    SIGNING: 'Deals are signed.',
    CLOSING: 'It closes the exhibition.',
  }),
});

export const CeremonyStatus = builder.enumType('CeremonyStatus', {
  description: 'Where a ceremony stands.',
  values: described(enums.CeremonyStatus, {
    PLANNED: 'Not open yet.',
    OPEN: 'Under way.',
    CLOSED: 'Over.',
  }),
});

export const Cue = builder.enumType('Cue', {
  description: 'What the desk is about to do with a programme item.',
  values: described(enums.Cue, {
    NONE: 'Nothing yet.',
    CUED: 'It is next.',
    HELD: 'It waits, for whatever reason.',
  }),
});

export const StreamMode = builder.enumType('StreamMode', {
  description: 'Which of an exhibition’s two streams.',
  values: described(enums.StreamMode, {
    LIVE: 'The ceremony itself: public and permanent.',
    REHEARSAL:
      'A practice run: visible to operators and screens of the exhibition, and deleted by resetRehearsal.',
  }),
});

export const FigureMetric = builder.enumType('FigureMetric', {
  description: 'What a reported figure measures.',
  values: described(enums.FigureMetric, {
    PROJECTS: 'The number of projects signed.',
    INVESTMENT: 'The amount invested in projects signed.',
    FOREIGN_FUNDED_PROJECTS: 'The number of foreign-funded projects signed.',
    FOREIGN_FUNDED_INVESTMENT: 'The amount invested in foreign-funded projects signed.',
    LETTERS_OF_INTENT: 'The amount of letters of intent for import and export.',
    TRADE: 'The amount of trade concluded.',
    PARTICIPANTS: 'The number of people who took part.',
    GUESTS: 'The number of guests of a ceremony.',
    EXHIBITORS: 'The number of exhibitors.',
    BUYERS: 'The number of professional buyers.',
    BOOTHS: 'The number of booths.',
    EXHIBITION_AREAS: 'The number of parts of the exhibition with a theme of their own.',
    FLOOR_AREA: 'The floor area in square metres.',
  }),
});

export const FigureQualifier = builder.enumType('FigureQualifier', {
  description: 'How exact a statement claims to be.',
  values: described(enums.FigureQualifier, {
    EXACT: 'Stated without a qualifier.',
    ABOUT: 'About, approximately.',
    ALMOST: 'Almost, nearly.',
    MORE_THAN: 'More than, over.',
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
