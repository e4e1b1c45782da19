// Written by `npm run operations`. Not edited by hand.

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type AcknowledgeAnnouncementInput = {
  /** Its slug. */
  readonly exhibition: string;
  readonly mode?: StreamMode;
  /** What the desk calls it, such as "Hall A, left wall". */
  readonly name: string;
  /** What the screen calls itself, the same after a reload. */
  readonly screen: string;
  /** What it has shown last. */
  readonly sequence: number;
};

/** Where a ceremony stands. */
export type CeremonyStatus =
  /** Over. */
  | 'CLOSED'
  /** Under way. */
  | 'OPEN'
  /** Not open yet. */
  | 'PLANNED';

/** Why something was refused. A code is never renamed. */
export type ErrorCode =
  /** The slug, edition or registration is taken. Use what exists, or another name. */
  | 'ALREADY_EXISTS'
  /** Another ceremony of this exhibition is open. Close that one first. */
  | 'ANOTHER_CEREMONY_OPEN'
  /** The request is not GraphQL over HTTP. Mend the client. */
  | 'BAD_REQUEST'
  /** An argument or a variable has an unusable value. Mend the value that the message names. */
  | 'BAD_USER_INPUT'
  /** No ceremony of this exhibition is open. Open it first. */
  | 'CEREMONY_NOT_OPEN'
  /** The ceremony was opened before. Read its status. */
  | 'CEREMONY_NOT_PLANNED'
  /** The cursor is ahead of the stream: the server lost announcements that this client has seen. Load the snapshot again and subscribe with its cursor. */
  | 'CURSOR_AHEAD'
  /** The cursor is of another stream, or what it stands after is no longer on record: a rehearsal was reset, a backup restored, a database failed over. Load the snapshot again and subscribe with its cursor. */
  | 'CURSOR_EXPIRED'
  /** The text is not a cursor. Load the snapshot again and subscribe with its cursor. */
  | 'CURSOR_INVALID'
  /** The deal was signed before. Show it as signed, with the sequence given. */
  | 'DEAL_ALREADY_SIGNED'
  /** The deal is signed, withdrawn or retracted. Read its status; correct or retract it if it is signed. */
  | 'DEAL_NOT_PLANNED'
  /** Only a signed deal is corrected or retracted. Update or withdraw a planned one. */
  | 'DEAL_NOT_SIGNED'
  /** The token does not allow this. Ask for another role or exhibition. */
  | 'FORBIDDEN'
  /** The document is not GraphQL. Mend the document. */
  | 'GRAPHQL_PARSE_FAILED'
  /** The document does not fit the schema. Generate the operations from the schema. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** The key was used with another input. Make a new key for a new intention. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** Something unforeseen; it is in the log under the request id. Report the request id. */
  | 'INTERNAL_SERVER_ERROR'
  /** The list did not issue this cursor with these arguments. Start at the first page. */
  | 'INVALID_CURSOR'
  /** A value is not what the field takes. Show each issue at its path. */
  | 'INVALID_INPUT'
  /** There is no such thing for this caller. Drop the id. */
  | 'NOT_FOUND'
  /** The document has no such operation. Name an operation of the document. */
  | 'OPERATION_RESOLUTION_FAILURE'
  /** What has been signed or spoken stays in the programme. Keep the items that are done. */
  | 'PROGRAMME_ITEM_DONE'
  /** The operation asks for more than one request may. Ask for smaller pages or fewer levels. */
  | 'QUERY_TOO_COMPLEX'
  /** Exchange rates stay while a ceremony is open. Change them before or after. */
  | 'RATES_IN_USE'
  /** This address has sent as many operations as it may in a minute. Wait as long as Retry-After says. */
  | 'RATE_LIMITED'
  /** The reader fell too far behind. Subscribe again with the cursor of what it has shown. */
  | 'SLOW_SUBSCRIBER'
  /** Another speech is being given. Finish that one first. */
  | 'SPEECH_IN_PROGRESS'
  /** The speech has started or finished. Read its status. */
  | 'SPEECH_NOT_SCHEDULED'
  /** The speech has not started, or has finished. Read its status. */
  | 'SPEECH_NOT_STARTED'
  /** Texts are missing in languages of the exhibition. Show which; cue it evenIfIncomplete if it must be. */
  | 'TEXTS_INCOMPLETE'
  /** This connection has as many subscriptions as it may. Share one subscription in the page. */
  | 'TOO_MANY_SUBSCRIPTIONS'
  /** This needs a token, or the token is not accepted. Get a fresh token. */
  | 'UNAUTHENTICATED'
  /** The server is going down, or cannot reach its database. Send the same request again, with the same idempotency key. */
  | 'UNAVAILABLE';

/** What is signed. Only the first two bind. */
export type Instrument =
  /** A contract. Binding. */
  | 'CONTRACT'
  /** A framework agreement. Binding. */
  | 'FRAMEWORK_AGREEMENT'
  /** A letter of intent. Not binding. */
  | 'LETTER_OF_INTENT'
  /** A memorandum of understanding. Not binding. */
  | 'MEMORANDUM_OF_UNDERSTANDING';

/** What a party is in a deal. */
export type PartyRole =
  /** It buys. */
  | 'BUYER'
  /** It is where the money goes: a city, a zone, a park, a local company. */
  | 'HOST'
  /** It brings the money. */
  | 'INVESTOR'
  /** It works with the others. */
  | 'PARTNER'
  /** It sells. */
  | 'SELLER';

/** Which of an exhibition’s two streams. */
export type StreamMode =
  /** What is told to the public, for ever. */
  | 'LIVE'
  /** What is told while practising: to the desk and its screens alone, and wiped afterwards. */
  | 'REHEARSAL';

export type ScreenSnapshotQueryVariables = Exact<{
  exhibition: string;
  mode: StreamMode;
  last: number;
}>;


export type ScreenSnapshotQuery = { readonly exhibition: { readonly slug: string, readonly languages: ReadonlyArray<string>, readonly startsOn: string, readonly endsOn: string, readonly timeZone: string, readonly reportingCurrency: string, readonly names: ReadonlyArray<TextFragment>, readonly themes: ReadonlyArray<TextFragment>, readonly venues: ReadonlyArray<{ readonly id: string, readonly country: string, readonly timeZone: string, readonly names: ReadonlyArray<TextFragment>, readonly cities: ReadonlyArray<TextFragment> }>, readonly focusIndustries: ReadonlyArray<{ readonly code: string, readonly names: ReadonlyArray<TextFragment> }>, readonly ceremonies: ReadonlyArray<{ readonly id: string, readonly status: CeremonyStatus, readonly startsAt: string, readonly names: ReadonlyArray<TextFragment> }>, readonly stream: { readonly sequence: number, readonly cursor: string } | null, readonly announcements: { readonly nodes: ReadonlyArray<
        | Told_CeremonyClosed_Fragment
        | Told_CeremonyOpened_Fragment
        | Told_DealCorrected_Fragment
        | Told_DealRetracted_Fragment
        | Told_DealSigned_Fragment
        | Told_Notice_Fragment
        | Told_SpeechFinished_Fragment
        | Told_SpeechStarted_Fragment
      > } | null } | null };

export type ScreenIndustriesQueryVariables = Exact<{
  exhibition: string;
}>;


export type ScreenIndustriesQuery = { readonly exhibition: { readonly deals: { readonly nodes: ReadonlyArray<{ readonly industry: { readonly code: string, readonly names: ReadonlyArray<TextFragment> } }> } } | null };

export type ScreenHeadQueryVariables = Exact<{
  exhibition: string;
  mode: StreamMode;
}>;


export type ScreenHeadQuery = { readonly exhibition: { readonly stream: { readonly sequence: number } | null } | null };

export type ScreenRecordQueryVariables = Exact<{
  exhibition: string;
  first: number;
  after?: string | null | undefined;
}>;


export type ScreenRecordQuery = { readonly exhibition: { readonly announcements: { readonly nodes: ReadonlyArray<
        | Told_CeremonyClosed_Fragment
        | Told_CeremonyOpened_Fragment
        | Told_DealCorrected_Fragment
        | Told_DealRetracted_Fragment
        | Told_DealSigned_Fragment
        | Told_Notice_Fragment
        | Told_SpeechFinished_Fragment
        | Told_SpeechStarted_Fragment
      >, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } | null } | null };

export type ScreenAnnouncementsSubscriptionVariables = Exact<{
  exhibition: string;
  mode: StreamMode;
  after?: string | null | undefined;
}>;


export type ScreenAnnouncementsSubscription = { readonly announcements:
    | Told_CeremonyClosed_Fragment
    | Told_CeremonyOpened_Fragment
    | Told_DealCorrected_Fragment
    | Told_DealRetracted_Fragment
    | Told_DealSigned_Fragment
    | Told_Notice_Fragment
    | Told_SpeechFinished_Fragment
    | Told_SpeechStarted_Fragment
   };

export type ScreenAcknowledgesMutationVariables = Exact<{
  input: AcknowledgeAnnouncementInput;
}>;


export type ScreenAcknowledgesMutation = { readonly acknowledgeAnnouncement:
    | { readonly __typename: 'AcknowledgeAnnouncementSuccess' }
    | { readonly __typename: 'Forbidden', readonly code: ErrorCode, readonly message: string }
    | { readonly __typename: 'InvalidInput', readonly code: ErrorCode, readonly message: string }
    | { readonly __typename: 'NotFound', readonly code: ErrorCode, readonly message: string }
    | { readonly __typename: 'Unauthenticated', readonly code: ErrorCode, readonly message: string }
   };

export type TextFragment = { readonly language: string, readonly text: string };

export type SumFragment = { readonly amount: string, readonly currency: string };

export type ToldDealFragment = { readonly id: string, readonly instrument: Instrument, readonly sample: boolean, readonly titles: ReadonlyArray<TextFragment>, readonly amount: SumFragment | null, readonly converted: { readonly money: SumFragment, readonly rate: { readonly currency: string } | null } | null, readonly industry: { readonly code: string, readonly names: ReadonlyArray<TextFragment> }, readonly parties: ReadonlyArray<{ readonly role: PartyRole, readonly organization: { readonly id: string, readonly country: string, readonly names: ReadonlyArray<TextFragment> } }> };

export type ToldSpeechFragment = { readonly id: string, readonly language: string, readonly offices: ReadonlyArray<TextFragment>, readonly speaker: { readonly country: string, readonly names: ReadonlyArray<TextFragment> }, readonly texts: ReadonlyArray<TextFragment> };

export type ToldTotalsFragment = { readonly deals: number, readonly reportingCurrency: string, readonly currencies: ReadonlyArray<{ readonly deals: number, readonly sum: SumFragment }>, readonly converted: { readonly missingRates: ReadonlyArray<string>, readonly money: SumFragment | null }, readonly byIndustry: ReadonlyArray<{ readonly industry: string, readonly deals: number, readonly converted: { readonly money: SumFragment | null } }> };

type Told_CeremonyClosed_Fragment = { readonly __typename: 'CeremonyClosed', readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly ceremony: { readonly id: string, readonly names: ReadonlyArray<TextFragment> }, readonly totals: ToldTotalsFragment };

type Told_CeremonyOpened_Fragment = { readonly __typename: 'CeremonyOpened', readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly ceremony: { readonly id: string, readonly names: ReadonlyArray<TextFragment> }, readonly totals: ToldTotalsFragment };

type Told_DealCorrected_Fragment = { readonly __typename: 'DealCorrected', readonly changes: number, readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly reasons: ReadonlyArray<TextFragment>, readonly before: ToldDealFragment, readonly deal: ToldDealFragment, readonly totals: ToldTotalsFragment };

type Told_DealRetracted_Fragment = { readonly __typename: 'DealRetracted', readonly changes: number, readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly reasons: ReadonlyArray<TextFragment>, readonly deal: ToldDealFragment, readonly totals: ToldTotalsFragment };

type Told_DealSigned_Fragment = { readonly __typename: 'DealSigned', readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly deal: ToldDealFragment, readonly totals: ToldTotalsFragment };

type Told_Notice_Fragment = { readonly __typename: 'Notice', readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly texts: ReadonlyArray<TextFragment>, readonly totals: ToldTotalsFragment };

type Told_SpeechFinished_Fragment = { readonly __typename: 'SpeechFinished', readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly speech: ToldSpeechFragment, readonly totals: ToldTotalsFragment };

type Told_SpeechStarted_Fragment = { readonly __typename: 'SpeechStarted', readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly speech: ToldSpeechFragment, readonly totals: ToldTotalsFragment };

export type ToldFragment =
  | Told_CeremonyClosed_Fragment
  | Told_CeremonyOpened_Fragment
  | Told_DealCorrected_Fragment
  | Told_DealRetracted_Fragment
  | Told_DealSigned_Fragment
  | Told_Notice_Fragment
  | Told_SpeechFinished_Fragment
  | Told_SpeechStarted_Fragment
;

/** A document with the types of what it is given and what it answers. */
export interface TypedOperation<Data, Variables> {
  query: string;
  operationName: string;
  /** Carries the types; never there. */
  types?: (variables: Variables) => Data;
}

export const ScreenSnapshot: TypedOperation<ScreenSnapshotQuery, ScreenSnapshotQueryVariables> = {
  operationName: 'ScreenSnapshot',
  query: 'query ScreenSnapshot($exhibition:String!$mode:StreamMode!$last:Int!){exhibition(slug:$exhibition){slug names{...Text}themes{...Text}languages startsOn endsOn timeZone reportingCurrency venues{id country timeZone names{...Text}cities{...Text}}focusIndustries{code names{...Text}}ceremonies{id status startsAt names{...Text}}stream(mode:$mode){sequence cursor}announcements(mode:$mode last:$last){nodes{...Told}}}}fragment Text on LocalizedText{language text}fragment Told on Announcement{__typename sequence cursor announcedAt totals{...ToldTotals}...on DealSigned{deal{...ToldDeal}}...on DealCorrected{changes reasons{...Text}before{...ToldDeal}deal{...ToldDeal}}...on DealRetracted{changes reasons{...Text}deal{...ToldDeal}}...on SpeechStarted{speech{...ToldSpeech}}...on SpeechFinished{speech{...ToldSpeech}}...on CeremonyOpened{ceremony{id names{...Text}}}...on CeremonyClosed{ceremony{id names{...Text}}}...on Notice{texts{...Text}}}fragment ToldTotals on Totals{deals reportingCurrency currencies{deals sum{...Sum}}converted{money{...Sum}missingRates}byIndustry{industry deals converted{money{...Sum}}}}fragment Sum on Money{amount currency}fragment ToldDeal on AnnouncedDeal{id titles{...Text}instrument amount{...Sum}converted{money{...Sum}rate{currency}}industry{code names{...Text}}parties{role organization{id country names{...Text}}}sample}fragment ToldSpeech on AnnouncedSpeech{id language offices{...Text}speaker{country names{...Text}}texts{...Text}}',
};

export const ScreenIndustries: TypedOperation<ScreenIndustriesQuery, ScreenIndustriesQueryVariables> = {
  operationName: 'ScreenIndustries',
  query: 'query ScreenIndustries($exhibition:String!){exhibition(slug:$exhibition){deals(first:50){nodes{industry{code names{...Text}}}}}}fragment Text on LocalizedText{language text}',
};

export const ScreenHead: TypedOperation<ScreenHeadQuery, ScreenHeadQueryVariables> = {
  operationName: 'ScreenHead',
  query: 'query ScreenHead($exhibition:String!$mode:StreamMode!){exhibition(slug:$exhibition){stream(mode:$mode){sequence}}}',
};

export const ScreenRecord: TypedOperation<ScreenRecordQuery, ScreenRecordQueryVariables> = {
  operationName: 'ScreenRecord',
  query: 'query ScreenRecord($exhibition:String!$first:Int!$after:String){exhibition(slug:$exhibition){announcements(first:$first after:$after){nodes{...Told}pageInfo{hasNextPage endCursor}}}}fragment Told on Announcement{__typename sequence cursor announcedAt totals{...ToldTotals}...on DealSigned{deal{...ToldDeal}}...on DealCorrected{changes reasons{...Text}before{...ToldDeal}deal{...ToldDeal}}...on DealRetracted{changes reasons{...Text}deal{...ToldDeal}}...on SpeechStarted{speech{...ToldSpeech}}...on SpeechFinished{speech{...ToldSpeech}}...on CeremonyOpened{ceremony{id names{...Text}}}...on CeremonyClosed{ceremony{id names{...Text}}}...on Notice{texts{...Text}}}fragment ToldTotals on Totals{deals reportingCurrency currencies{deals sum{...Sum}}converted{money{...Sum}missingRates}byIndustry{industry deals converted{money{...Sum}}}}fragment Sum on Money{amount currency}fragment ToldDeal on AnnouncedDeal{id titles{...Text}instrument amount{...Sum}converted{money{...Sum}rate{currency}}industry{code names{...Text}}parties{role organization{id country names{...Text}}}sample}fragment Text on LocalizedText{language text}fragment ToldSpeech on AnnouncedSpeech{id language offices{...Text}speaker{country names{...Text}}texts{...Text}}',
};

export const ScreenAnnouncements: TypedOperation<ScreenAnnouncementsSubscription, ScreenAnnouncementsSubscriptionVariables> = {
  operationName: 'ScreenAnnouncements',
  query: 'subscription ScreenAnnouncements($exhibition:String!$mode:StreamMode!$after:String){announcements(exhibition:$exhibition mode:$mode after:$after){...Told}}fragment Told on Announcement{__typename sequence cursor announcedAt totals{...ToldTotals}...on DealSigned{deal{...ToldDeal}}...on DealCorrected{changes reasons{...Text}before{...ToldDeal}deal{...ToldDeal}}...on DealRetracted{changes reasons{...Text}deal{...ToldDeal}}...on SpeechStarted{speech{...ToldSpeech}}...on SpeechFinished{speech{...ToldSpeech}}...on CeremonyOpened{ceremony{id names{...Text}}}...on CeremonyClosed{ceremony{id names{...Text}}}...on Notice{texts{...Text}}}fragment ToldTotals on Totals{deals reportingCurrency currencies{deals sum{...Sum}}converted{money{...Sum}missingRates}byIndustry{industry deals converted{money{...Sum}}}}fragment Sum on Money{amount currency}fragment ToldDeal on AnnouncedDeal{id titles{...Text}instrument amount{...Sum}converted{money{...Sum}rate{currency}}industry{code names{...Text}}parties{role organization{id country names{...Text}}}sample}fragment Text on LocalizedText{language text}fragment ToldSpeech on AnnouncedSpeech{id language offices{...Text}speaker{country names{...Text}}texts{...Text}}',
};

export const ScreenAcknowledges: TypedOperation<ScreenAcknowledgesMutation, ScreenAcknowledgesMutationVariables> = {
  operationName: 'ScreenAcknowledges',
  query: 'mutation ScreenAcknowledges($input:AcknowledgeAnnouncementInput!){acknowledgeAnnouncement(input:$input){__typename ...on Refusal{code message}}}',
};

