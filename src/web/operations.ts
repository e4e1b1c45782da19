// Written by `npm run operations`. Not edited by hand.

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** The input of `acceptControl`. */
export type AcceptControlInput = {
  /** The ceremony. */
  readonly ceremony: string | number;
  /** The stream. LIVE is public; REHEARSAL is visible to operators and screens of the exhibition. */
  readonly mode?: StreamMode;
};

/** The input of `acknowledgeAnnouncement`. */
export type AcknowledgeAnnouncementInput = {
  /** The exhibition, by its slug or its id. */
  readonly exhibition: string | number;
  /** The stream. LIVE is public; REHEARSAL is visible to operators and screens of the exhibition. */
  readonly mode?: StreamMode;
  /** The name that the desk shows for the screen, such as "Hall A, left wall": at most 80 characters. */
  readonly name: string;
  /** The id of the screen: 1 to 80 printable ASCII characters. Use the same id after a reload. */
  readonly screen: string;
  /** The sequence of the newest announcement that the screen has shown; 0 for none. */
  readonly sequence: number;
};

/** The input of `addProgrammeItem`. */
export type AddProgrammeItemInput = {
  /** A ceremony that is planned or open. */
  readonly ceremony: string | number;
  /** The id of a deal of the exhibition. */
  readonly deal?: string | number | null | undefined;
  /** The planned duration in seconds, from 1 to 86,400. Null if it is not planned. */
  readonly durationSeconds?: number | null | undefined;
  /** The version of the programme that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted. */
  readonly expectedVersion?: number | null | undefined;
  /** Client-generated key, one per intended operation: 8 to 200 printable ASCII characters, such as a UUID. A request with the same key and input returns the stored result and has no second effect. Without a key, a request that is sent twice creates two objects. */
  readonly idempotencyKey?: string | null | undefined;
  /** The place in the running order; 0 is the first. Null for the last one. */
  readonly position?: number | null | undefined;
  /** The id of a speech of the exhibition. */
  readonly speech?: string | number | null | undefined;
  /** The planned start. Null if it is not planned. */
  readonly startsAt?: string | null | undefined;
  /** Anything else, such as an anthem or a break. */
  readonly title?: TitledItemInput | null | undefined;
};

/** The input of `cancelCeremony`. */
export type CancelCeremonyInput = {
  /** The planned ceremony. */
  readonly ceremony: string | number;
  /** The version of the ceremony that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted. */
  readonly expectedVersion?: number | null | undefined;
  /** Client-generated key, one per intended operation: 8 to 200 printable ASCII characters, such as a UUID. A request with the same key and input returns the stored result and has no second effect. */
  readonly idempotencyKey: string;
  /** The reason, announced with the cancellation. */
  readonly reasonTranslations?: ReadonlyArray<LocalizedTextInput> | null | undefined;
};

/** The kind of a ceremony. */
export type CeremonyKind =
  /** It closes the exhibition. */
  | 'CLOSING'
  /** It opens the exhibition. */
  | 'OPENING'
  /** Deals are signed. */
  | 'SIGNING';

/** The status of a ceremony. */
export type CeremonyStatus =
  /** It does not take place. */
  | 'CANCELLED'
  /** Over. It can be reopened. */
  | 'CLOSED'
  /** Under way. */
  | 'OPEN'
  /** Not open yet. */
  | 'PLANNED';

/** The input of `closeCeremony`. */
export type CloseCeremonyInput = {
  /** A planned or open ceremony of the exhibition, to whose programme the items that are not done are moved. Null leaves them where they are. Only for the LIVE stream. */
  readonly carryTo?: string | number | null | undefined;
  /** The open ceremony. */
  readonly ceremony: string | number;
  /** The version of the ceremony that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted. */
  readonly expectedVersion?: number | null | undefined;
  /** Client-generated key, one per intended operation: 8 to 200 printable ASCII characters, such as a UUID. A request with the same key and input returns the stored result and has no second effect. */
  readonly idempotencyKey: string;
  /** The stream. LIVE is public; REHEARSAL is visible to operators and screens of the exhibition. */
  readonly mode?: StreamMode;
};

/** The input of `correctDeal`. */
export type CorrectDealInput = {
  /** The correct amount. Null clears it, which removes the announced amount from the totals. */
  readonly amount?: MoneyInput | null | undefined;
  /** Investment, trade or cooperation. Each category has separate totals. */
  readonly category?: DealCategory | null | undefined;
  /** The signed deal. */
  readonly deal: string | number;
  /** The version of the deal that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted. */
  readonly expectedVersion?: number | null | undefined;
  /** Client-generated key, one per intended operation: 8 to 200 printable ASCII characters, such as a UUID. A request with the same key and input returns the stored result and has no second effect. */
  readonly idempotencyKey: string;
  /** The code of an industry, such as automobiles. */
  readonly industry?: string | null | undefined;
  /** The kind of document that is signed. */
  readonly instrument?: Instrument | null | undefined;
  /** The stream. LIVE is public; REHEARSAL is visible to operators and screens of the exhibition. */
  readonly mode?: StreamMode;
  /** The parties in display order, 2 to 20. Each organization can be a party only once. */
  readonly parties?: ReadonlyArray<DealPartyInput> | null | undefined;
  /** The reason, with one entry per language. It is published with the correction. */
  readonly reasonTranslations?: ReadonlyArray<LocalizedTextInput> | null | undefined;
  /** The title, with one entry per language. */
  readonly titleTranslations?: ReadonlyArray<LocalizedTextInput> | null | undefined;
};

/** The cue of a programme item, which operators set and see. */
export type Cue =
  /** It is next. */
  | 'CUED'
  /** It is over. Only for items that are neither a signing nor a speech: these are over when it is announced. */
  | 'DONE'
  /** It waits, for whatever reason. */
  | 'HELD'
  /** Nothing yet. */
  | 'NONE';

/** The input of `cueProgrammeItem`. */
export type CueProgrammeItemInput = {
  /** CUED marks it as the next item and clears the cue of the previous one. HELD puts it on hold for everybody: it is neither signed nor started. DONE marks an item with a title as done. NONE clears its cue. */
  readonly cue?: Cue;
  /** True cues the item even if it lacks texts in languages of the exhibition. */
  readonly evenIfIncomplete?: boolean;
  /** The programme item. */
  readonly item: string | number;
  /** The stream. LIVE is public; REHEARSAL is visible to operators and screens of the exhibition. */
  readonly mode?: StreamMode;
};

/** The category of a deal. Amounts of different categories are never added together. */
export type DealCategory =
  /** The parties cooperate. No money is invested or paid, or none is disclosed. */
  | 'COOPERATION'
  /** Money is invested in a project. */
  | 'INVESTMENT'
  /** Goods or services are sold. */
  | 'TRADE';

/** An organization and its role in a deal. */
export type DealPartyInput = {
  /** The id of a Company or a PublicBody. */
  readonly organization: string | number;
  /** Its role in the deal. */
  readonly role: PartyRole;
};

/** The status of a deal. */
export type DealStatus =
  /** Not signed yet. Hidden from public callers. */
  | 'PLANNED'
  /** Signed and announced, then retracted and announced. It is not included in totals. */
  | 'RETRACTED'
  /** Signed on stage and announced. */
  | 'SIGNED'
  /** Withdrawn before it was signed. Hidden from public callers. */
  | 'WITHDRAWN';

/** The sign before the decimals of an amount. */
export type DecimalSign =
  /** 1.250,50 */
  | 'COMMA'
  /** 1,250.50 */
  | 'POINT';

/** The reason for which an operation failed. docs/errors.md lists the HTTP status, the close code and an example of each code. */
export type ErrorCode =
  /** The slug, edition or registration already exists. Use the existing object or another name. */
  | 'ALREADY_EXISTS'
  /** The object cannot be deleted because it is public. Correct it, or archive it. */
  | 'ALREADY_PUBLIC'
  /** The request is not a GraphQL over HTTP request. Correct the client. */
  | 'BAD_REQUEST'
  /** An argument or a variable has an invalid value. Correct the value that the message names. */
  | 'BAD_USER_INPUT'
  /** The ceremony is not closed. Only a closed ceremony can be reopened. Read its status. */
  | 'CEREMONY_NOT_CLOSED'
  /** The ceremony is not open, or no ceremony of the exhibition is. Open the ceremony first. */
  | 'CEREMONY_NOT_OPEN'
  /** The ceremony is open, closed or cancelled. Read its status. */
  | 'CEREMONY_NOT_PLANNED'
  /** The ceremony is on hold. End the hold with holdCeremony. */
  | 'CEREMONY_ON_HOLD'
  /** Another operator has control of the ceremony. Show the holder and the time of expiry. Accept control when it is offered, or take it over. */
  | 'CONTROL_HELD'
  /** The caller does not have control of the ceremony. Take control of it. */
  | 'CONTROL_NOT_HELD'
  /** Control of the ceremony is not offered to the caller. Read who has it. Ask for it, or take it over. */
  | 'CONTROL_NOT_OFFERED'
  /** The cursor is ahead of the stream: the database lost announcements that this client received. Load the snapshot again and subscribe with its cursor. */
  | 'CURSOR_AHEAD'
  /** The cursor belongs to another stream, or to announcements that the database no longer has: a rehearsal was reset, a backup was restored, or the database failed over. Load the snapshot again and subscribe with its cursor. */
  | 'CURSOR_EXPIRED'
  /** The value is not a stream cursor. Load the snapshot again and subscribe with its cursor. */
  | 'CURSOR_INVALID'
  /** The deal is already signed. Show it as signed, with the sequence of the error. */
  | 'DEAL_ALREADY_SIGNED'
  /** The deal is signed, withdrawn or retracted. Read its status. Correct or retract it if it is signed. */
  | 'DEAL_NOT_PLANNED'
  /** The deal is not signed. Only a signed deal can be corrected or retracted. Update or withdraw a planned deal. */
  | 'DEAL_NOT_SIGNED'
  /** The token does not grant this operation. Use a token with the required role and exhibition. */
  | 'FORBIDDEN'
  /** The document is not valid GraphQL syntax. Correct the document. */
  | 'GRAPHQL_PARSE_FAILED'
  /** The document does not match the schema. Generate the operations from the schema. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** The idempotency key was used before with another input. Generate a new key for each intended operation. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** Another import has not ended yet. Try again when it has ended. */
  | 'IMPORT_IN_PROGRESS'
  /** An unexpected error. The log has it under the request id. Report the request id. */
  | 'INTERNAL_SERVER_ERROR'
  /** The cursor does not belong to this list with these arguments. Start at the first page. */
  | 'INVALID_CURSOR'
  /** One or more input values are invalid. Show each issue at its path. */
  | 'INVALID_INPUT'
  /** The object cannot be deleted because other objects refer to it. Delete or change those objects first, or archive this one. */
  | 'IN_USE'
  /** The two objects cannot be merged because something refers to both of them. Remove one of the two references first: a party of a deal, or an exhibitor. */
  | 'MERGE_CONFLICT'
  /** The object does not exist or is not visible to the caller. Remove the reference to it. */
  | 'NOT_FOUND'
  /** The last change of the object cannot be undone: it was announced, it added the object, something was changed since, or its previous state is not kept. Show the reason. Correct what was announced, delete what was added. */
  | 'NOT_UNDOABLE'
  /** The document does not contain the named operation, or contains several and none is named. Set operationName to an operation of the document. */
  | 'OPERATION_RESOLUTION_FAILURE'
  /** The server has no persisted document with this hash. Send the whole document with a token, or add it to the persisted documents of the server. */
  | 'PERSISTED_DOCUMENT_NOT_FOUND'
  /** Public callers may send persisted documents only. Send a persisted document, or send a token. */
  | 'PERSISTED_DOCUMENT_REQUIRED'
  /** Automatic persisted queries: the server does not know this hash. Send the query together with the hash. Apollo’s link does so by itself. */
  | 'PERSISTED_QUERY_NOT_FOUND'
  /** Automatic persisted queries are not available to public callers of this server. Send the query without a hash. Apollo’s link does so by itself. */
  | 'PERSISTED_QUERY_NOT_SUPPORTED'
  /** A programme item that is announced can be neither removed from the programme nor moved before another announced one, and gets no cue. Keep the announced items in their order. */
  | 'PROGRAMME_ITEM_DONE'
  /** The programme item of the deal or the speech is on hold. Release it with cueProgrammeItem. */
  | 'PROGRAMME_ITEM_HELD'
  /** The operation exceeds the limit for depth, breadth, complexity or introspection. Ask for smaller pages, fewer levels or fewer fields. */
  | 'QUERY_TOO_COMPLEX'
  /** Exchange rates cannot change while a ceremony is open. Change them before or after the ceremony. */
  | 'RATES_IN_USE'
  /** This address or this token exceeds its limit of operations per minute, or this address its limit of open connections or streams. Wait for the time in Retry-After. */
  | 'RATE_LIMITED'
  /** The subscriber accepted no data for 20 seconds. Subscribe again with the cursor of the last announcement shown. */
  | 'SLOW_SUBSCRIBER'
  /** Another speech is in progress. Finish that speech first. */
  | 'SPEECH_IN_PROGRESS'
  /** The speech has already started or finished. Read its status. */
  | 'SPEECH_NOT_SCHEDULED'
  /** The speech has not started, or it has finished. Read its status. */
  | 'SPEECH_NOT_STARTED'
  /** The text of the speech is public. Correct it with releaseSpeechText and another text. */
  | 'SPEECH_TEXT_ALREADY_RELEASED'
  /** Texts are missing in one or more languages of the exhibition. Show the missing languages. Set evenIfIncomplete to cue the item nevertheless. */
  | 'TEXTS_INCOMPLETE'
  /** The address, or the whole server, has too many subscriptions with different operations. Operations with equal variables, languages and rights count once. Use the same operation on all screens. Only the variables of the position may differ. */
  | 'TOO_MANY_AUDIENCES'
  /** The connection has reached its limit of 32 concurrent operations. Share one subscription between the components of a page. */
  | 'TOO_MANY_SUBSCRIPTIONS'
  /** The operation requires a token, or the token is invalid, expired or revoked. Get a new token. */
  | 'UNAUTHENTICATED'
  /** The server shuts down, or the database or the key server does not answer. Send the same request again, with the same idempotency key. */
  | 'UNAVAILABLE'
  /** The object has changed since the expected version. Show the current state and let the user decide again. */
  | 'VERSION_CONFLICT';

/** The input of `finishSpeech`. */
export type FinishSpeechInput = {
  /** The version of the speech that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted. */
  readonly expectedVersion?: number | null | undefined;
  /** Client-generated key, one per intended operation: 8 to 200 printable ASCII characters, such as a UUID. A request with the same key and input returns the stored result and has no second effect. */
  readonly idempotencyKey: string;
  /** The stream. LIVE is public; REHEARSAL is visible to operators and screens of the exhibition. */
  readonly mode?: StreamMode;
  /** The speech in progress. */
  readonly speech: string | number;
};

/** A deal of a group that is signed together. */
export type GroupSigningInput = {
  /** The planned deal. */
  readonly deal: string | number;
  /** The version of the deal that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted. */
  readonly expectedVersion?: number | null | undefined;
};

/** A notice that is taken down from the walls. Its announcement remains. */
export type HiddenNoticeInput = {
  /** The stream. LIVE is public; REHEARSAL is visible to operators and screens of the exhibition. */
  readonly mode?: StreamMode;
  /** The sequence of the notice. It and all earlier ones are taken down; 0 shows them again. */
  readonly sequence: number;
};

/** The input of `holdCeremony`. */
export type HoldCeremonyInput = {
  /** The ceremony. */
  readonly ceremony: string | number;
  /** The version of the control that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted. */
  readonly expectedVersion?: number | null | undefined;
  /** The stream. LIVE is public; REHEARSAL is visible to operators and screens of the exhibition. */
  readonly mode?: StreamMode;
  /** False ends the hold. */
  readonly onHold?: boolean;
};

/** The input of `importExhibition`. */
export type ImportExhibitionInput = {
  /** The decimal sign of amounts. Null: an amount with two readings is refused. */
  readonly decimalSign?: DecimalSign | null | undefined;
  /** The slug of the exhibition of the rows. Null for that of the sheet Exhibition. */
  readonly exhibition?: string | null | undefined;
  /** 1 to 20 files, with at most 2,000 rows together. `npm run import` reads larger ones. */
  readonly files: ReadonlyArray<ImportFileInput>;
  /** True to write the rows without errors, although others have some. False: one error keeps all rows from being written. */
  readonly skipInvalid?: boolean;
  /** True to write nothing: the report says what the import would do. */
  readonly validateOnly?: boolean;
};

/** A CSV or XLSX file. */
export type ImportFileInput = {
  /** The bytes of the file in base64. The limit of 256 kB for a request limits them. */
  readonly contentBase64: string;
  /** The encoding of a CSV file: utf-8, utf-16le, utf-16be, gbk, big5, euc-kr, shift_jis, windows-1252. Null to recognize it. */
  readonly encoding?: string | null | undefined;
  /** The name of the file. That of a CSV file without its extension names the sheet. */
  readonly name: string;
  /** The sheet of a CSV file. Null for the name of the file. */
  readonly sheet?: string | null | undefined;
};

/** The kind of document that is signed. Contracts and framework agreements are binding. */
export type Instrument =
  /** A contract: binding. */
  | 'CONTRACT'
  /** A framework agreement: binding. */
  | 'FRAMEWORK_AGREEMENT'
  /** A letter of intent: not binding. */
  | 'LETTER_OF_INTENT'
  /** A memorandum of understanding: not binding. */
  | 'MEMORANDUM_OF_UNDERSTANDING';

/** A text in one language. A list has each language once. */
export type LocalizedTextInput = {
  /** The language of the text. */
  readonly language: string;
  /** From 1 to 20,000 characters. */
  readonly text: string;
};

/** An exact amount in one currency. */
export type MoneyInput = {
  /** The amount: greater than zero, with at most 18 digits before the point and the decimals of the currency. */
  readonly amount: string;
  /** Currency of the amount. */
  readonly currency: string;
};

/** The input of `moveProgrammeItem`. */
export type MoveProgrammeItemInput = {
  /** The version of the programme that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted. */
  readonly expectedVersion?: number | null | undefined;
  /** An item of a ceremony that is planned or open. */
  readonly item: string | number;
  /** The place in the running order; 0 is the first. A place after the end is the last one. */
  readonly position: number;
};

/** The input of `offerControl`. */
export type OfferControlInput = {
  /** The ceremony. */
  readonly ceremony: string | number;
  /** The version of the control that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted. */
  readonly expectedVersion?: number | null | undefined;
  /** The stream. LIVE is public; REHEARSAL is visible to operators and screens of the exhibition. */
  readonly mode?: StreamMode;
  /** False withdraws the offer. */
  readonly offered?: boolean;
};

/** The input of `openCeremony`. */
export type OpenCeremonyInput = {
  /** The planned ceremony. */
  readonly ceremony: string | number;
  /** The version of the ceremony that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted. */
  readonly expectedVersion?: number | null | undefined;
  /** Client-generated key, one per intended operation: 8 to 200 printable ASCII characters, such as a UUID. A request with the same key and input returns the stored result and has no second effect. */
  readonly idempotencyKey: string;
  /** The stream. LIVE is public; REHEARSAL is visible to operators and screens of the exhibition. */
  readonly mode?: StreamMode;
};

/** The role of a party in a deal. */
export type PartyRole =
  /** It buys goods or services. */
  | 'BUYER'
  /** It receives the investment: a city, a zone, a park or a local company. */
  | 'HOST'
  /** It invests the money. */
  | 'INVESTOR'
  /** It cooperates with the other parties. */
  | 'PARTNER'
  /** It sells goods or services. */
  | 'SELLER';

/** The kind of a programme item. */
export type ProgrammeItemKind =
  /** An anthem is played. */
  | 'ANTHEM'
  /** An award is presented. */
  | 'AWARD'
  /** A break. */
  | 'BREAK'
  /** Anything else with a title. */
  | 'OTHER'
  /** A photograph is taken. */
  | 'PHOTO'
  /** The signing of a deal. */
  | 'SIGNING'
  /** A speech. */
  | 'SPEECH'
  /** A video is shown. */
  | 'VIDEO';

/** The input of `publishNotice`. */
export type PublishNoticeInput = {
  /** The exhibition in whose stream it is announced, by its slug or its id. */
  readonly exhibition: string | number;
  /** The version of the exhibition that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted. */
  readonly expectedVersion?: number | null | undefined;
  /** Client-generated key, one per intended operation: 8 to 200 printable ASCII characters, such as a UUID. A request with the same key and input returns the stored result and has no second effect. */
  readonly idempotencyKey: string;
  /** The stream. LIVE is public; REHEARSAL is visible to operators and screens of the exhibition. */
  readonly mode?: StreamMode;
  /** The text, with one entry per language, each of at most 1,000 characters. */
  readonly textTranslations: ReadonlyArray<LocalizedTextInput>;
};

/** The input of `releaseControl`. */
export type ReleaseControlInput = {
  /** The ceremony. */
  readonly ceremony: string | number;
  /** The version of the control that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted. */
  readonly expectedVersion?: number | null | undefined;
  /** The stream. LIVE is public; REHEARSAL is visible to operators and screens of the exhibition. */
  readonly mode?: StreamMode;
};

/** The input of `releaseSpeechText`. */
export type ReleaseSpeechTextInput = {
  /** The version of the speech that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted. */
  readonly expectedVersion?: number | null | undefined;
  /** Client-generated key, one per intended operation: 8 to 200 printable ASCII characters, such as a UUID. A request with the same key and input returns the stored result and has no second effect. */
  readonly idempotencyKey: string;
  /** The stream. LIVE is public; REHEARSAL is visible to operators and screens of the exhibition. */
  readonly mode?: StreamMode;
  /** True if the texts are a summary, not the literal words. */
  readonly paraphrase?: boolean | null | undefined;
  /** A speech that has started or finished. */
  readonly speech: string | number;
  /** The text that becomes public, with one entry per language, each of at most 20,000 characters. Without it, the text that was entered before. */
  readonly textTranslations?: ReadonlyArray<LocalizedTextInput> | null | undefined;
};

/** The input of `removeProgrammeItem`. */
export type RemoveProgrammeItemInput = {
  /** The version of the programme that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted. */
  readonly expectedVersion?: number | null | undefined;
  /** An item that is not announced. */
  readonly item: string | number;
};

/** The input of `renewControl`. */
export type RenewControlInput = {
  /** The ceremony. */
  readonly ceremony: string | number;
  /** The stream. LIVE is public; REHEARSAL is visible to operators and screens of the exhibition. */
  readonly mode?: StreamMode;
};

/** The input of `reopenCeremony`. */
export type ReopenCeremonyInput = {
  /** The closed ceremony. */
  readonly ceremony: string | number;
  /** The version of the ceremony that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted. */
  readonly expectedVersion?: number | null | undefined;
  /** Client-generated key, one per intended operation: 8 to 200 printable ASCII characters, such as a UUID. A request with the same key and input returns the stored result and has no second effect. */
  readonly idempotencyKey: string;
  /** The stream. LIVE is public; REHEARSAL is visible to operators and screens of the exhibition. */
  readonly mode?: StreamMode;
  /** The reason, announced with the reopening. */
  readonly reasonTranslations?: ReadonlyArray<LocalizedTextInput> | null | undefined;
};

/** The input of `resetRehearsal`. */
export type ResetRehearsalInput = {
  /** The exhibition whose rehearsal is reset, by its slug or its id. */
  readonly exhibition: string | number;
};

/** The input of `retractDeal`. */
export type RetractDealInput = {
  /** The signed deal. */
  readonly deal: string | number;
  /** The version of the deal that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted. */
  readonly expectedVersion?: number | null | undefined;
  /** Client-generated key, one per intended operation: 8 to 200 printable ASCII characters, such as a UUID. A request with the same key and input returns the stored result and has no second effect. */
  readonly idempotencyKey: string;
  /** The stream. LIVE is public; REHEARSAL is visible to operators and screens of the exhibition. */
  readonly mode?: StreamMode;
  /** The reason, with one entry per language. It is published with the retraction. */
  readonly reasonTranslations?: ReadonlyArray<LocalizedTextInput> | null | undefined;
};

/** The input of `setWallControl`. */
export type SetWallControlInput = {
  /** The exhibition, by its slug or its id. */
  readonly exhibition: string | number;
  /** The version of the wall control that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted. */
  readonly expectedVersion?: number | null | undefined;
  /** Takes down a notice. */
  readonly hiddenNotice?: HiddenNoticeInput | null | undefined;
  /** Languages of the exhibition: one is shown permanently, several alternate. Null or an empty list clears them: the languages in the address of the wall apply, else those of the exhibition. */
  readonly languages?: ReadonlyArray<string> | null | undefined;
  /** What the walls show. Null clears it: one wall then follows the setting for all, and all follow the programme. */
  readonly picture?: WallPicture | null | undefined;
  /** True switches the walls that have a token of the exhibition to the rehearsal; a wall without a token stays live. False switches them to the live stream. Null clears it: the address of the wall applies. */
  readonly rehearsal?: boolean | null | undefined;
  /** The text of the SLIDE picture, with one entry per language, each of at most 300 characters. Null clears it. */
  readonly slideTextTranslations?: ReadonlyArray<LocalizedTextInput> | null | undefined;
  /** The name of one wall, as its acknowledgements give it: at most 80 characters. Null for all walls. At most 50 walls have settings of their own. */
  readonly wall?: string | null | undefined;
};

/** The input of `signDeal`. */
export type SignDealInput = {
  /** True signs a deal that was retracted once more, as its next round. */
  readonly again?: boolean;
  /** The open ceremony at which it happens. Null for the one in whose programme it is, or for the only one that is open. */
  readonly ceremony?: string | number | null | undefined;
  /** The planned deal. */
  readonly deal: string | number;
  /** The version of the deal that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted. */
  readonly expectedVersion?: number | null | undefined;
  /** Client-generated key, one per intended operation: 8 to 200 printable ASCII characters, such as a UUID. A request with the same key and input returns the stored result and has no second effect. */
  readonly idempotencyKey: string;
  /** The stream. LIVE is public; REHEARSAL is visible to operators and screens of the exhibition. */
  readonly mode?: StreamMode;
};

/** The input of `signDeals`. */
export type SignDealsInput = {
  /** The open ceremony at which it happens. Null for the one in whose programme it is, or for the only one that is open. */
  readonly ceremony?: string | number | null | undefined;
  /** 1 to 20 deals of one exhibition, each once, in the order in which they are announced. */
  readonly deals: ReadonlyArray<GroupSigningInput>;
  /** Client-generated key, one per intended operation: 8 to 200 printable ASCII characters, such as a UUID. A request with the same key and input returns the stored result and has no second effect. */
  readonly idempotencyKey: string;
  /** The stream. LIVE is public; REHEARSAL is visible to operators and screens of the exhibition. */
  readonly mode?: StreamMode;
};

/** The status of a speech. */
export type SpeechStatus =
  /** Finished. */
  | 'FINISHED'
  /** Not started yet. Hidden from public callers. */
  | 'SCHEDULED'
  /** In progress. */
  | 'STARTED';

/** Whether a speech has a text, and whether it is public. */
export type SpeechTextStatus =
  /** Only operators of the exhibition see it. */
  | 'HELD'
  /** There is none, or the caller may not see it. */
  | 'NONE'
  /** It is public. */
  | 'RELEASED';

/** The input of `startSpeech`. */
export type StartSpeechInput = {
  /** The open ceremony at which it happens. Null for the one in whose programme it is, or for the only one that is open. */
  readonly ceremony?: string | number | null | undefined;
  /** The version of the speech that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted. */
  readonly expectedVersion?: number | null | undefined;
  /** Client-generated key, one per intended operation: 8 to 200 printable ASCII characters, such as a UUID. A request with the same key and input returns the stored result and has no second effect. */
  readonly idempotencyKey: string;
  /** The stream. LIVE is public; REHEARSAL is visible to operators and screens of the exhibition. */
  readonly mode?: StreamMode;
  /** The scheduled speech. */
  readonly speech: string | number;
};

/** The two streams of an exhibition. */
export type StreamMode =
  /** The ceremony itself: public and permanent. */
  | 'LIVE'
  /** A rehearsal: visible to operators and screens of the exhibition, and deleted by resetRehearsal. */
  | 'REHEARSAL';

/** The input of `takeControl`. */
export type TakeControlInput = {
  /** The ceremony. */
  readonly ceremony: string | number;
  /** The version of the control that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted. */
  readonly expectedVersion?: number | null | undefined;
  /** The stream. LIVE is public; REHEARSAL is visible to operators and screens of the exhibition. */
  readonly mode?: StreamMode;
  /** True takes control even if another operator has it. The other operator sees who has taken it. Name the expectedVersion that you have seen. */
  readonly takeOver?: boolean;
};

/** A programme item that is neither a signing nor a speech. */
export type TitledItemInput = {
  /** What it is. */
  readonly kind?: TitledItemKind;
  /** The title, with one entry per language. */
  readonly titleTranslations: ReadonlyArray<LocalizedTextInput>;
};

/** What a programme item with a title is. */
export type TitledItemKind =
  /** An anthem is played. */
  | 'ANTHEM'
  /** An award is presented. */
  | 'AWARD'
  /** A break. */
  | 'BREAK'
  /** Anything else. */
  | 'OTHER'
  /** A photograph is taken. */
  | 'PHOTO'
  /** A video is shown. */
  | 'VIDEO';

/** The input of `updateCeremony`. */
export type UpdateCeremonyInput = {
  /** The ceremony, which is not cancelled. */
  readonly ceremony: string | number;
  /** When it is planned to end, after startsAt. Null clears it. */
  readonly endsAt?: string | null | undefined;
  /** The version of the ceremony that the caller has read. If the current version differs, nothing changes and the result is VersionConflict. Without it, any version is accepted. */
  readonly expectedVersion?: number | null | undefined;
  /** Client-generated key, one per intended operation: 8 to 200 printable ASCII characters, such as a UUID. A request with the same key and input returns the stored result and has no second effect. */
  readonly idempotencyKey: string;
  /** How many guests are invited, from 0 to 10,000,000. Null clears it. */
  readonly invitedGuests?: number | null | undefined;
  /** What the ceremony is for. */
  readonly kind?: CeremonyKind | null | undefined;
  /** The name, with one entry per language. */
  readonly nameTranslations?: ReadonlyArray<LocalizedTextInput> | null | undefined;
  /** When it is planned to begin. */
  readonly startsAt?: string | null | undefined;
  /** At most 20 venues of the exhibition, the host’s first. Null or an empty list clears them. */
  readonly venues?: ReadonlyArray<string | number> | null | undefined;
};

/** What a wall shows. */
export type WallPicture =
  /** Nothing: a dark picture. */
  | 'BLANK'
  /** What happens on the stage, with the totals. The default. */
  | 'PROGRAMME'
  /** The text that is set for it. Without one, as TITLE. */
  | 'SLIDE'
  /** The name and the theme of the exhibition, instead of a logo. */
  | 'TITLE'
  /** The totals over the whole picture. */
  | 'TOTALS';

export type OpenCeremonyMutationVariables = Exact<{
  input: OpenCeremonyInput;
}>;


export type OpenCeremonyMutation = { readonly result:
    | (
      { readonly __typename: 'CeremonyNotPlanned' }
      & DeskUserError_CeremonyNotPlanned_Fragment
    )
    | (
      { readonly __typename: 'CeremonyOnHold' }
      & DeskUserError_CeremonyOnHold_Fragment
    )
    | (
      { readonly __typename: 'ControlHeld' }
      & DeskUserError_ControlHeld_Fragment
    )
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'IdempotencyKeyReused' }
      & DeskUserError_IdempotencyKeyReused_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | { readonly __typename: 'OpenCeremonySuccess', readonly announcement: { readonly sequence: number } }
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
    | (
      { readonly __typename: 'VersionConflict' }
      & DeskUserError_VersionConflict_Fragment
    )
   | null };

export type CloseCeremonyMutationVariables = Exact<{
  input: CloseCeremonyInput;
}>;


export type CloseCeremonyMutation = { readonly result:
    | (
      { readonly __typename: 'CeremonyNotOpen' }
      & DeskUserError_CeremonyNotOpen_Fragment
    )
    | (
      { readonly __typename: 'CeremonyOnHold' }
      & DeskUserError_CeremonyOnHold_Fragment
    )
    | { readonly __typename: 'CloseCeremonySuccess', readonly announcement: { readonly sequence: number } }
    | (
      { readonly __typename: 'ControlHeld' }
      & DeskUserError_ControlHeld_Fragment
    )
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'IdempotencyKeyReused' }
      & DeskUserError_IdempotencyKeyReused_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | (
      { readonly __typename: 'SpeechInProgress' }
      & DeskUserError_SpeechInProgress_Fragment
    )
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
    | (
      { readonly __typename: 'VersionConflict' }
      & DeskUserError_VersionConflict_Fragment
    )
   | null };

export type ReopenCeremonyMutationVariables = Exact<{
  input: ReopenCeremonyInput;
}>;


export type ReopenCeremonyMutation = { readonly result:
    | (
      { readonly __typename: 'CeremonyNotClosed' }
      & DeskUserError_CeremonyNotClosed_Fragment
    )
    | (
      { readonly __typename: 'CeremonyOnHold' }
      & DeskUserError_CeremonyOnHold_Fragment
    )
    | (
      { readonly __typename: 'ControlHeld' }
      & DeskUserError_ControlHeld_Fragment
    )
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'IdempotencyKeyReused' }
      & DeskUserError_IdempotencyKeyReused_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | { readonly __typename: 'ReopenCeremonySuccess', readonly announcement: { readonly sequence: number } }
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
    | (
      { readonly __typename: 'VersionConflict' }
      & DeskUserError_VersionConflict_Fragment
    )
   | null };

export type CancelCeremonyMutationVariables = Exact<{
  input: CancelCeremonyInput;
}>;


export type CancelCeremonyMutation = { readonly result:
    | { readonly __typename: 'CancelCeremonySuccess', readonly announcement: { readonly sequence: number } }
    | (
      { readonly __typename: 'CeremonyNotPlanned' }
      & DeskUserError_CeremonyNotPlanned_Fragment
    )
    | (
      { readonly __typename: 'ControlHeld' }
      & DeskUserError_ControlHeld_Fragment
    )
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'IdempotencyKeyReused' }
      & DeskUserError_IdempotencyKeyReused_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
    | (
      { readonly __typename: 'VersionConflict' }
      & DeskUserError_VersionConflict_Fragment
    )
   | null };

export type UpdateCeremonyMutationVariables = Exact<{
  input: UpdateCeremonyInput;
}>;


export type UpdateCeremonyMutation = { readonly result:
    | (
      { readonly __typename: 'CeremonyNotOpen' }
      & DeskUserError_CeremonyNotOpen_Fragment
    )
    | (
      { readonly __typename: 'ControlHeld' }
      & DeskUserError_ControlHeld_Fragment
    )
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'IdempotencyKeyReused' }
      & DeskUserError_IdempotencyKeyReused_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
    | { readonly __typename: 'UpdateCeremonySuccess', readonly announcement: { readonly sequence: number } | null }
    | (
      { readonly __typename: 'VersionConflict' }
      & DeskUserError_VersionConflict_Fragment
    )
   | null };

export type SignDealsMutationVariables = Exact<{
  input: SignDealsInput;
}>;


export type SignDealsMutation = { readonly result:
    | (
      { readonly __typename: 'CeremonyNotOpen' }
      & DeskUserError_CeremonyNotOpen_Fragment
    )
    | (
      { readonly __typename: 'CeremonyOnHold' }
      & DeskUserError_CeremonyOnHold_Fragment
    )
    | (
      { readonly __typename: 'ControlHeld' }
      & DeskUserError_ControlHeld_Fragment
    )
    | (
      { readonly __typename: 'DealAlreadySigned' }
      & DeskUserError_DealAlreadySigned_Fragment
    )
    | (
      { readonly __typename: 'DealNotPlanned' }
      & DeskUserError_DealNotPlanned_Fragment
    )
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'IdempotencyKeyReused' }
      & DeskUserError_IdempotencyKeyReused_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | (
      { readonly __typename: 'ProgrammeItemHeld' }
      & DeskUserError_ProgrammeItemHeld_Fragment
    )
    | { readonly __typename: 'SignDealsSuccess', readonly announcements: ReadonlyArray<{ readonly sequence: number }> }
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
   | null };

export type AddProgrammeItemMutationVariables = Exact<{
  input: AddProgrammeItemInput;
}>;


export type AddProgrammeItemMutation = { readonly result:
    | { readonly __typename: 'AddProgrammeItemSuccess' }
    | (
      { readonly __typename: 'CeremonyNotOpen' }
      & DeskUserError_CeremonyNotOpen_Fragment
    )
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'IdempotencyKeyReused' }
      & DeskUserError_IdempotencyKeyReused_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | (
      { readonly __typename: 'ProgrammeItemDone' }
      & DeskUserError_ProgrammeItemDone_Fragment
    )
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
    | (
      { readonly __typename: 'VersionConflict' }
      & DeskUserError_VersionConflict_Fragment
    )
   | null };

export type MoveProgrammeItemMutationVariables = Exact<{
  input: MoveProgrammeItemInput;
}>;


export type MoveProgrammeItemMutation = { readonly result:
    | (
      { readonly __typename: 'CeremonyNotOpen' }
      & DeskUserError_CeremonyNotOpen_Fragment
    )
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | { readonly __typename: 'MoveProgrammeItemSuccess' }
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | (
      { readonly __typename: 'ProgrammeItemDone' }
      & DeskUserError_ProgrammeItemDone_Fragment
    )
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
    | (
      { readonly __typename: 'VersionConflict' }
      & DeskUserError_VersionConflict_Fragment
    )
   | null };

export type RemoveProgrammeItemMutationVariables = Exact<{
  input: RemoveProgrammeItemInput;
}>;


export type RemoveProgrammeItemMutation = { readonly result:
    | (
      { readonly __typename: 'CeremonyNotOpen' }
      & DeskUserError_CeremonyNotOpen_Fragment
    )
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | (
      { readonly __typename: 'ProgrammeItemDone' }
      & DeskUserError_ProgrammeItemDone_Fragment
    )
    | { readonly __typename: 'RemoveProgrammeItemSuccess' }
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
    | (
      { readonly __typename: 'VersionConflict' }
      & DeskUserError_VersionConflict_Fragment
    )
   | null };

export type TakeControlMutationVariables = Exact<{
  input: TakeControlInput;
}>;


export type TakeControlMutation = { readonly result:
    | (
      { readonly __typename: 'ControlHeld' }
      & DeskUserError_ControlHeld_Fragment
    )
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | { readonly __typename: 'TakeControlSuccess' }
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
    | (
      { readonly __typename: 'VersionConflict' }
      & DeskUserError_VersionConflict_Fragment
    )
   | null };

export type RenewControlMutationVariables = Exact<{
  input: RenewControlInput;
}>;


export type RenewControlMutation = { readonly result:
    | (
      { readonly __typename: 'ControlHeld' }
      & DeskUserError_ControlHeld_Fragment
    )
    | (
      { readonly __typename: 'ControlNotHeld' }
      & DeskUserError_ControlNotHeld_Fragment
    )
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | { readonly __typename: 'RenewControlSuccess' }
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
   | null };

export type OfferControlMutationVariables = Exact<{
  input: OfferControlInput;
}>;


export type OfferControlMutation = { readonly result:
    | (
      { readonly __typename: 'ControlHeld' }
      & DeskUserError_ControlHeld_Fragment
    )
    | (
      { readonly __typename: 'ControlNotHeld' }
      & DeskUserError_ControlNotHeld_Fragment
    )
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | { readonly __typename: 'OfferControlSuccess' }
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
    | (
      { readonly __typename: 'VersionConflict' }
      & DeskUserError_VersionConflict_Fragment
    )
   | null };

export type AcceptControlMutationVariables = Exact<{
  input: AcceptControlInput;
}>;


export type AcceptControlMutation = { readonly result:
    | { readonly __typename: 'AcceptControlSuccess' }
    | (
      { readonly __typename: 'ControlNotOffered' }
      & DeskUserError_ControlNotOffered_Fragment
    )
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
   | null };

export type ReleaseControlMutationVariables = Exact<{
  input: ReleaseControlInput;
}>;


export type ReleaseControlMutation = { readonly result:
    | (
      { readonly __typename: 'ControlHeld' }
      & DeskUserError_ControlHeld_Fragment
    )
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | { readonly __typename: 'ReleaseControlSuccess' }
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
    | (
      { readonly __typename: 'VersionConflict' }
      & DeskUserError_VersionConflict_Fragment
    )
   | null };

export type HoldCeremonyMutationVariables = Exact<{
  input: HoldCeremonyInput;
}>;


export type HoldCeremonyMutation = { readonly result:
    | (
      { readonly __typename: 'ControlHeld' }
      & DeskUserError_ControlHeld_Fragment
    )
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | { readonly __typename: 'HoldCeremonySuccess' }
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
    | (
      { readonly __typename: 'VersionConflict' }
      & DeskUserError_VersionConflict_Fragment
    )
   | null };

export type SignDealMutationVariables = Exact<{
  input: SignDealInput;
}>;


export type SignDealMutation = { readonly result:
    | (
      { readonly __typename: 'CeremonyNotOpen' }
      & DeskUserError_CeremonyNotOpen_Fragment
    )
    | (
      { readonly __typename: 'CeremonyOnHold' }
      & DeskUserError_CeremonyOnHold_Fragment
    )
    | (
      { readonly __typename: 'ControlHeld' }
      & DeskUserError_ControlHeld_Fragment
    )
    | (
      { readonly __typename: 'DealAlreadySigned', readonly sequence: number }
      & DeskUserError_DealAlreadySigned_Fragment
    )
    | (
      { readonly __typename: 'DealNotPlanned' }
      & DeskUserError_DealNotPlanned_Fragment
    )
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'IdempotencyKeyReused' }
      & DeskUserError_IdempotencyKeyReused_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | (
      { readonly __typename: 'ProgrammeItemHeld' }
      & DeskUserError_ProgrammeItemHeld_Fragment
    )
    | { readonly __typename: 'SignDealSuccess', readonly announcement: { readonly sequence: number } }
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
    | (
      { readonly __typename: 'VersionConflict' }
      & DeskUserError_VersionConflict_Fragment
    )
   | null };

export type CorrectDealMutationVariables = Exact<{
  input: CorrectDealInput;
}>;


export type CorrectDealMutation = { readonly result:
    | (
      { readonly __typename: 'ControlHeld' }
      & DeskUserError_ControlHeld_Fragment
    )
    | { readonly __typename: 'CorrectDealSuccess', readonly announcement: { readonly sequence: number } }
    | (
      { readonly __typename: 'DealNotSigned' }
      & DeskUserError_DealNotSigned_Fragment
    )
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'IdempotencyKeyReused' }
      & DeskUserError_IdempotencyKeyReused_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
    | (
      { readonly __typename: 'VersionConflict' }
      & DeskUserError_VersionConflict_Fragment
    )
   | null };

export type RetractDealMutationVariables = Exact<{
  input: RetractDealInput;
}>;


export type RetractDealMutation = { readonly result:
    | (
      { readonly __typename: 'ControlHeld' }
      & DeskUserError_ControlHeld_Fragment
    )
    | (
      { readonly __typename: 'DealNotSigned' }
      & DeskUserError_DealNotSigned_Fragment
    )
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'IdempotencyKeyReused' }
      & DeskUserError_IdempotencyKeyReused_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | { readonly __typename: 'RetractDealSuccess', readonly announcement: { readonly sequence: number } }
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
    | (
      { readonly __typename: 'VersionConflict' }
      & DeskUserError_VersionConflict_Fragment
    )
   | null };

export type StartSpeechMutationVariables = Exact<{
  input: StartSpeechInput;
}>;


export type StartSpeechMutation = { readonly result:
    | (
      { readonly __typename: 'CeremonyNotOpen' }
      & DeskUserError_CeremonyNotOpen_Fragment
    )
    | (
      { readonly __typename: 'CeremonyOnHold' }
      & DeskUserError_CeremonyOnHold_Fragment
    )
    | (
      { readonly __typename: 'ControlHeld' }
      & DeskUserError_ControlHeld_Fragment
    )
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'IdempotencyKeyReused' }
      & DeskUserError_IdempotencyKeyReused_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | (
      { readonly __typename: 'ProgrammeItemHeld' }
      & DeskUserError_ProgrammeItemHeld_Fragment
    )
    | (
      { readonly __typename: 'SpeechInProgress' }
      & DeskUserError_SpeechInProgress_Fragment
    )
    | (
      { readonly __typename: 'SpeechNotScheduled' }
      & DeskUserError_SpeechNotScheduled_Fragment
    )
    | { readonly __typename: 'StartSpeechSuccess', readonly announcement: { readonly sequence: number } }
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
    | (
      { readonly __typename: 'VersionConflict' }
      & DeskUserError_VersionConflict_Fragment
    )
   | null };

export type FinishSpeechMutationVariables = Exact<{
  input: FinishSpeechInput;
}>;


export type FinishSpeechMutation = { readonly result:
    | (
      { readonly __typename: 'ControlHeld' }
      & DeskUserError_ControlHeld_Fragment
    )
    | { readonly __typename: 'FinishSpeechSuccess', readonly announcement: { readonly sequence: number } }
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'IdempotencyKeyReused' }
      & DeskUserError_IdempotencyKeyReused_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | (
      { readonly __typename: 'SpeechNotStarted' }
      & DeskUserError_SpeechNotStarted_Fragment
    )
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
    | (
      { readonly __typename: 'VersionConflict' }
      & DeskUserError_VersionConflict_Fragment
    )
   | null };

export type ReleaseSpeechTextMutationVariables = Exact<{
  input: ReleaseSpeechTextInput;
}>;


export type ReleaseSpeechTextMutation = { readonly result:
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'IdempotencyKeyReused' }
      & DeskUserError_IdempotencyKeyReused_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | { readonly __typename: 'ReleaseSpeechTextSuccess', readonly announcement: { readonly sequence: number } }
    | (
      { readonly __typename: 'SpeechNotStarted' }
      & DeskUserError_SpeechNotStarted_Fragment
    )
    | (
      { readonly __typename: 'SpeechTextAlreadyReleased' }
      & DeskUserError_SpeechTextAlreadyReleased_Fragment
    )
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
    | (
      { readonly __typename: 'VersionConflict' }
      & DeskUserError_VersionConflict_Fragment
    )
   | null };

export type PublishNoticeMutationVariables = Exact<{
  input: PublishNoticeInput;
}>;


export type PublishNoticeMutation = { readonly result:
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'IdempotencyKeyReused' }
      & DeskUserError_IdempotencyKeyReused_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | { readonly __typename: 'PublishNoticeSuccess', readonly announcement: { readonly sequence: number } }
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
    | (
      { readonly __typename: 'VersionConflict' }
      & DeskUserError_VersionConflict_Fragment
    )
   | null };

export type CueProgrammeItemMutationVariables = Exact<{
  input: CueProgrammeItemInput;
}>;


export type CueProgrammeItemMutation = { readonly result:
    | { readonly __typename: 'CueProgrammeItemSuccess' }
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | (
      { readonly __typename: 'ProgrammeItemDone' }
      & DeskUserError_ProgrammeItemDone_Fragment
    )
    | (
      { readonly __typename: 'TextsIncomplete' }
      & DeskUserError_TextsIncomplete_Fragment
    )
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
   | null };

export type ResetRehearsalMutationVariables = Exact<{
  input: ResetRehearsalInput;
}>;


export type ResetRehearsalMutation = { readonly result:
    | (
      { readonly __typename: 'ControlHeld' }
      & DeskUserError_ControlHeld_Fragment
    )
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | { readonly __typename: 'ResetRehearsalSuccess' }
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
   | null };

export type SetWallControlMutationVariables = Exact<{
  input: SetWallControlInput;
}>;


export type SetWallControlMutation = { readonly result:
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | { readonly __typename: 'SetWallControlSuccess' }
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
    | (
      { readonly __typename: 'VersionConflict' }
      & DeskUserError_VersionConflict_Fragment
    )
   | null };

type DeskUserError_AlreadyExists_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_AlreadyPublic_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_CeremonyNotClosed_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_CeremonyNotOpen_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_CeremonyNotPlanned_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_CeremonyOnHold_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_ControlHeld_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_ControlNotHeld_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_ControlNotOffered_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_DealAlreadySigned_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_DealNotPlanned_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_DealNotSigned_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_Forbidden_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_IdempotencyKeyReused_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_ImportInProgress_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_InUse_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_InvalidInput_Fragment = { readonly code: ErrorCode, readonly message: string, readonly issues: ReadonlyArray<{ readonly path: ReadonlyArray<string>, readonly message: string }> };

type DeskUserError_MergeConflict_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_NotFound_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_NotUndoable_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_ProgrammeItemDone_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_ProgrammeItemHeld_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_RatesInUse_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_SpeechInProgress_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_SpeechNotScheduled_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_SpeechNotStarted_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_SpeechTextAlreadyReleased_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_TextsIncomplete_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_Unauthenticated_Fragment = { readonly code: ErrorCode, readonly message: string };

type DeskUserError_VersionConflict_Fragment = { readonly code: ErrorCode, readonly message: string };

export type DeskUserErrorFragment =
  | DeskUserError_AlreadyExists_Fragment
  | DeskUserError_AlreadyPublic_Fragment
  | DeskUserError_CeremonyNotClosed_Fragment
  | DeskUserError_CeremonyNotOpen_Fragment
  | DeskUserError_CeremonyNotPlanned_Fragment
  | DeskUserError_CeremonyOnHold_Fragment
  | DeskUserError_ControlHeld_Fragment
  | DeskUserError_ControlNotHeld_Fragment
  | DeskUserError_ControlNotOffered_Fragment
  | DeskUserError_DealAlreadySigned_Fragment
  | DeskUserError_DealNotPlanned_Fragment
  | DeskUserError_DealNotSigned_Fragment
  | DeskUserError_Forbidden_Fragment
  | DeskUserError_IdempotencyKeyReused_Fragment
  | DeskUserError_ImportInProgress_Fragment
  | DeskUserError_InUse_Fragment
  | DeskUserError_InvalidInput_Fragment
  | DeskUserError_MergeConflict_Fragment
  | DeskUserError_NotFound_Fragment
  | DeskUserError_NotUndoable_Fragment
  | DeskUserError_ProgrammeItemDone_Fragment
  | DeskUserError_ProgrammeItemHeld_Fragment
  | DeskUserError_RatesInUse_Fragment
  | DeskUserError_SpeechInProgress_Fragment
  | DeskUserError_SpeechNotScheduled_Fragment
  | DeskUserError_SpeechNotStarted_Fragment
  | DeskUserError_SpeechTextAlreadyReleased_Fragment
  | DeskUserError_TextsIncomplete_Fragment
  | DeskUserError_Unauthenticated_Fragment
  | DeskUserError_VersionConflict_Fragment
;

export type DeskChangesSubscriptionVariables = Exact<{
  exhibition: string | number;
  mode: StreamMode;
  language: string;
}>;


export type DeskChangesSubscription = { readonly desk: { readonly operators: ReadonlyArray<{ readonly name: string, readonly since: string }>, readonly screens: { readonly total: number, readonly head: number, readonly upToDate: number, readonly complete: boolean, readonly lagging: ReadonlyArray<{ readonly name: string, readonly sequence: number, readonly behindSince: string | null }>, readonly connected: ReadonlyArray<{ readonly name: string, readonly sequence: number }> }, readonly exhibition: { readonly id: string, readonly languages: ReadonlyArray<string>, readonly timeZone: string, readonly reportingCurrency: string, readonly nameTranslations: ReadonlyArray<TextFragment>, readonly exchangeRates: ReadonlyArray<{ readonly currency: string }>, readonly wallControl: (
        { readonly version: number | null }
        & WallControlFragment
      ), readonly ceremonies: ReadonlyArray<{ readonly id: string, readonly version: number, readonly name: string, readonly status: CeremonyStatus, readonly rehearsalStatus: CeremonyStatus | null, readonly startsAt: string, readonly endsAt: string | null, readonly openedAt: string | null, readonly programmeVersion: number | null, readonly nameTranslations: ReadonlyArray<TextFragment>, readonly control: { readonly holder: string | null, readonly heldByCaller: boolean, readonly since: string | null, readonly offeredAt: string | null, readonly takenOverFrom: string | null, readonly onHold: boolean, readonly version: number } | null, readonly programme: ReadonlyArray<DeskProgrammeItemFragment> }>, readonly announcements: { readonly nodes: ReadonlyArray<
          | DeskAnnouncement_CeremonyCancelled_Fragment
          | DeskAnnouncement_CeremonyClosed_Fragment
          | DeskAnnouncement_CeremonyOpened_Fragment
          | DeskAnnouncement_CeremonyReopened_Fragment
          | DeskAnnouncement_CeremonyUpdated_Fragment
          | DeskAnnouncement_DealCorrected_Fragment
          | DeskAnnouncement_DealRecorded_Fragment
          | DeskAnnouncement_DealRetracted_Fragment
          | DeskAnnouncement_DealSigned_Fragment
          | DeskAnnouncement_Notice_Fragment
          | DeskAnnouncement_PersonRedacted_Fragment
          | DeskAnnouncement_SpeechFinished_Fragment
          | DeskAnnouncement_SpeechRecorded_Fragment
          | DeskAnnouncement_SpeechStarted_Fragment
          | DeskAnnouncement_SpeechTextReleased_Fragment
        > } | null } } };

export type DeskProgrammeItemFragment = { readonly id: string, readonly position: number, readonly kind: ProgrammeItemKind, readonly title: string | null, readonly startsAt: string | null, readonly durationSeconds: number | null, readonly missingLanguages: ReadonlyArray<string>, readonly cue: Cue | null, readonly deal: { readonly id: string, readonly version: number | null, readonly category: DealCategory, readonly instrument: Instrument, readonly status: DealStatus, readonly rehearsalStatus: DealStatus | null, readonly titleTranslations: ReadonlyArray<TextFragment>, readonly amount: MoneyFragment | null, readonly industry: { readonly code: string, readonly name: string }, readonly parties: ReadonlyArray<{ readonly role: PartyRole, readonly organization:
        | { readonly id: string, readonly name: string, readonly country: string }
        | { readonly id: string, readonly name: string, readonly country: string }
       }> } | null, readonly speech: { readonly id: string, readonly version: number | null, readonly language: string, readonly office: string, readonly status: SpeechStatus, readonly rehearsalStatus: SpeechStatus | null, readonly textStatus: SpeechTextStatus, readonly rehearsalTextStatus: SpeechTextStatus | null, readonly speaker: { readonly name: string, readonly country: string, readonly nameTranslations: ReadonlyArray<{ readonly language: string }> } } | null };

type DeskAnnouncement_CeremonyCancelled_Fragment = { readonly __typename: 'CeremonyCancelled', readonly sequence: number, readonly announcedAt: string, readonly totals: { readonly deals: number, readonly byCategory: ReadonlyArray<{ readonly category: DealCategory, readonly signingTotal: { readonly converted: { readonly money: MoneyFragment | null } } }> } };

type DeskAnnouncement_CeremonyClosed_Fragment = { readonly __typename: 'CeremonyClosed', readonly sequence: number, readonly announcedAt: string, readonly totals: { readonly deals: number, readonly byCategory: ReadonlyArray<{ readonly category: DealCategory, readonly signingTotal: { readonly converted: { readonly money: MoneyFragment | null } } }> } };

type DeskAnnouncement_CeremonyOpened_Fragment = { readonly __typename: 'CeremonyOpened', readonly sequence: number, readonly announcedAt: string, readonly totals: { readonly deals: number, readonly byCategory: ReadonlyArray<{ readonly category: DealCategory, readonly signingTotal: { readonly converted: { readonly money: MoneyFragment | null } } }> } };

type DeskAnnouncement_CeremonyReopened_Fragment = { readonly __typename: 'CeremonyReopened', readonly sequence: number, readonly announcedAt: string, readonly totals: { readonly deals: number, readonly byCategory: ReadonlyArray<{ readonly category: DealCategory, readonly signingTotal: { readonly converted: { readonly money: MoneyFragment | null } } }> } };

type DeskAnnouncement_CeremonyUpdated_Fragment = { readonly __typename: 'CeremonyUpdated', readonly sequence: number, readonly announcedAt: string, readonly totals: { readonly deals: number, readonly byCategory: ReadonlyArray<{ readonly category: DealCategory, readonly signingTotal: { readonly converted: { readonly money: MoneyFragment | null } } }> } };

type DeskAnnouncement_DealCorrected_Fragment = { readonly __typename: 'DealCorrected', readonly sequence: number, readonly announcedAt: string, readonly deal: DeskDealSnapshotFragment, readonly totals: { readonly deals: number, readonly byCategory: ReadonlyArray<{ readonly category: DealCategory, readonly signingTotal: { readonly converted: { readonly money: MoneyFragment | null } } }> } };

type DeskAnnouncement_DealRecorded_Fragment = { readonly __typename: 'DealRecorded', readonly sequence: number, readonly announcedAt: string, readonly totals: { readonly deals: number, readonly byCategory: ReadonlyArray<{ readonly category: DealCategory, readonly signingTotal: { readonly converted: { readonly money: MoneyFragment | null } } }> } };

type DeskAnnouncement_DealRetracted_Fragment = { readonly __typename: 'DealRetracted', readonly sequence: number, readonly announcedAt: string, readonly deal: DeskDealSnapshotFragment, readonly totals: { readonly deals: number, readonly byCategory: ReadonlyArray<{ readonly category: DealCategory, readonly signingTotal: { readonly converted: { readonly money: MoneyFragment | null } } }> } };

type DeskAnnouncement_DealSigned_Fragment = { readonly __typename: 'DealSigned', readonly sequence: number, readonly announcedAt: string, readonly deal: DeskDealSnapshotFragment, readonly totals: { readonly deals: number, readonly byCategory: ReadonlyArray<{ readonly category: DealCategory, readonly signingTotal: { readonly converted: { readonly money: MoneyFragment | null } } }> } };

type DeskAnnouncement_Notice_Fragment = { readonly __typename: 'Notice', readonly text: string, readonly sequence: number, readonly announcedAt: string, readonly totals: { readonly deals: number, readonly byCategory: ReadonlyArray<{ readonly category: DealCategory, readonly signingTotal: { readonly converted: { readonly money: MoneyFragment | null } } }> } };

type DeskAnnouncement_PersonRedacted_Fragment = { readonly __typename: 'PersonRedacted', readonly sequence: number, readonly announcedAt: string, readonly totals: { readonly deals: number, readonly byCategory: ReadonlyArray<{ readonly category: DealCategory, readonly signingTotal: { readonly converted: { readonly money: MoneyFragment | null } } }> } };

type DeskAnnouncement_SpeechFinished_Fragment = { readonly __typename: 'SpeechFinished', readonly sequence: number, readonly announcedAt: string, readonly speech: { readonly speechId: string, readonly speaker: { readonly name: string } }, readonly totals: { readonly deals: number, readonly byCategory: ReadonlyArray<{ readonly category: DealCategory, readonly signingTotal: { readonly converted: { readonly money: MoneyFragment | null } } }> } };

type DeskAnnouncement_SpeechRecorded_Fragment = { readonly __typename: 'SpeechRecorded', readonly sequence: number, readonly announcedAt: string, readonly totals: { readonly deals: number, readonly byCategory: ReadonlyArray<{ readonly category: DealCategory, readonly signingTotal: { readonly converted: { readonly money: MoneyFragment | null } } }> } };

type DeskAnnouncement_SpeechStarted_Fragment = { readonly __typename: 'SpeechStarted', readonly sequence: number, readonly announcedAt: string, readonly speech: { readonly speechId: string, readonly speaker: { readonly name: string } }, readonly totals: { readonly deals: number, readonly byCategory: ReadonlyArray<{ readonly category: DealCategory, readonly signingTotal: { readonly converted: { readonly money: MoneyFragment | null } } }> } };

type DeskAnnouncement_SpeechTextReleased_Fragment = { readonly __typename: 'SpeechTextReleased', readonly sequence: number, readonly announcedAt: string, readonly speech: { readonly speechId: string, readonly speaker: { readonly name: string } }, readonly totals: { readonly deals: number, readonly byCategory: ReadonlyArray<{ readonly category: DealCategory, readonly signingTotal: { readonly converted: { readonly money: MoneyFragment | null } } }> } };

export type DeskAnnouncementFragment =
  | DeskAnnouncement_CeremonyCancelled_Fragment
  | DeskAnnouncement_CeremonyClosed_Fragment
  | DeskAnnouncement_CeremonyOpened_Fragment
  | DeskAnnouncement_CeremonyReopened_Fragment
  | DeskAnnouncement_CeremonyUpdated_Fragment
  | DeskAnnouncement_DealCorrected_Fragment
  | DeskAnnouncement_DealRecorded_Fragment
  | DeskAnnouncement_DealRetracted_Fragment
  | DeskAnnouncement_DealSigned_Fragment
  | DeskAnnouncement_Notice_Fragment
  | DeskAnnouncement_PersonRedacted_Fragment
  | DeskAnnouncement_SpeechFinished_Fragment
  | DeskAnnouncement_SpeechRecorded_Fragment
  | DeskAnnouncement_SpeechStarted_Fragment
  | DeskAnnouncement_SpeechTextReleased_Fragment
;

export type DeskDealSnapshotFragment = { readonly dealId: string, readonly category: DealCategory, readonly instrument: Instrument, readonly industry: { readonly code: string }, readonly titleTranslations: ReadonlyArray<TextFragment>, readonly amount: MoneyFragment | null };

export type DeskIndustriesQueryVariables = Exact<{ [key: string]: never; }>;


export type DeskIndustriesQuery = { readonly industries: ReadonlyArray<{ readonly code: string, readonly nameTranslations: ReadonlyArray<TextFragment> }> };

export type DeskExhibitorsQueryVariables = Exact<{
  exhibition: string | number;
  after?: string | null | undefined;
}>;


export type DeskExhibitorsQuery = { readonly exhibition: { readonly exhibitors: { readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly organization:
          | { readonly id: string, readonly nameTranslations: ReadonlyArray<TextFragment> }
          | { readonly id: string, readonly nameTranslations: ReadonlyArray<TextFragment> }
         }> } } | null };

export type DeskPartyNamesQueryVariables = Exact<{
  deal: string | number;
}>;


export type DeskPartyNamesQuery = { readonly deal: { readonly parties: ReadonlyArray<{ readonly organization:
        | { readonly id: string, readonly nameTranslations: ReadonlyArray<{ readonly language: string }> }
        | { readonly id: string, readonly nameTranslations: ReadonlyArray<{ readonly language: string }> }
       }> } | null };

export type ImportExhibitionMutationVariables = Exact<{
  input: ImportExhibitionInput;
}>;


export type ImportExhibitionMutation = { readonly result:
    | (
      { readonly __typename: 'Forbidden' }
      & DeskUserError_Forbidden_Fragment
    )
    | { readonly __typename: 'ImportExhibitionSuccess', readonly report: { readonly isCommitted: boolean, readonly created: number, readonly updated: number, readonly unchanged: number, readonly invalid: number, readonly issues: ReadonlyArray<DeskImportIssueFragment>, readonly rows: ReadonlyArray<{ readonly sheet: string, readonly row: number, readonly issues: ReadonlyArray<DeskImportIssueFragment> }> } }
    | (
      { readonly __typename: 'ImportInProgress' }
      & DeskUserError_ImportInProgress_Fragment
    )
    | (
      { readonly __typename: 'InvalidInput' }
      & DeskUserError_InvalidInput_Fragment
    )
    | (
      { readonly __typename: 'NotFound' }
      & DeskUserError_NotFound_Fragment
    )
    | (
      { readonly __typename: 'Unauthenticated' }
      & DeskUserError_Unauthenticated_Fragment
    )
   | null };

export type DeskImportIssueFragment = { readonly file: string | null, readonly sheet: string | null, readonly row: number | null, readonly column: string | null, readonly value: string | null, readonly code: string, readonly message: string };

export type TextFragment = { readonly language: string, readonly text: string };

export type MoneyFragment = { readonly amount: string, readonly currency: string };

export type PrintViewQueryVariables = Exact<{
  exhibition: string | number;
}>;


export type PrintViewQuery = { readonly exhibition: { readonly languages: ReadonlyArray<string>, readonly timeZone: string, readonly nameTranslations: ReadonlyArray<TextFragment>, readonly totals: WallTotalsFragment, readonly ceremonies: ReadonlyArray<{ readonly id: string, readonly status: CeremonyStatus, readonly startsAt: string, readonly nameTranslations: ReadonlyArray<TextFragment>, readonly venues: ReadonlyArray<{ readonly nameTranslations: ReadonlyArray<TextFragment>, readonly cityTranslations: ReadonlyArray<TextFragment> }> }> } | null };

export type PrintProgrammeQueryVariables = Exact<{
  ceremony: string | number;
}>;


export type PrintProgrammeQuery = { readonly node:
    | { readonly __typename: 'AuditRecord' }
    | { readonly __typename: 'Ceremony', readonly id: string, readonly programme: ReadonlyArray<{ readonly id: string, readonly kind: ProgrammeItemKind, readonly startsAt: string | null, readonly durationSeconds: number | null, readonly titleTranslations: ReadonlyArray<TextFragment>, readonly deal: PrintDealFragment | null, readonly speech: { readonly officeTranslations: ReadonlyArray<TextFragment>, readonly speaker: { readonly country: string, readonly nameTranslations: ReadonlyArray<TextFragment> } } | null }> }
    | { readonly __typename: 'CeremonyCancelled' }
    | { readonly __typename: 'CeremonyClosed' }
    | { readonly __typename: 'CeremonyOpened' }
    | { readonly __typename: 'CeremonyReopened' }
    | { readonly __typename: 'CeremonyUpdated' }
    | { readonly __typename: 'Company' }
    | { readonly __typename: 'Deal' }
    | { readonly __typename: 'DealCorrected' }
    | { readonly __typename: 'DealOutcome' }
    | { readonly __typename: 'DealRecorded' }
    | { readonly __typename: 'DealRetracted' }
    | { readonly __typename: 'DealSigned' }
    | { readonly __typename: 'Exhibition' }
    | { readonly __typename: 'ExhibitionSeries' }
    | { readonly __typename: 'Exhibitor' }
    | { readonly __typename: 'Industry' }
    | { readonly __typename: 'Notice' }
    | { readonly __typename: 'Person' }
    | { readonly __typename: 'PersonRedacted' }
    | { readonly __typename: 'ProgrammeItem' }
    | { readonly __typename: 'PublicBody' }
    | { readonly __typename: 'ReportedFigure' }
    | { readonly __typename: 'Speech' }
    | { readonly __typename: 'SpeechFinished' }
    | { readonly __typename: 'SpeechRecorded' }
    | { readonly __typename: 'SpeechStarted' }
    | { readonly __typename: 'SpeechTextReleased' }
    | { readonly __typename: 'Venue' }
   | null };

export type PrintDealFragment = { readonly category: DealCategory, readonly instrument: Instrument, readonly status: DealStatus, readonly titleTranslations: ReadonlyArray<TextFragment>, readonly amount: MoneyFragment | null, readonly parties: ReadonlyArray<{ readonly role: PartyRole, readonly organization:
      | { readonly country: string, readonly nameTranslations: ReadonlyArray<TextFragment> }
      | { readonly country: string, readonly nameTranslations: ReadonlyArray<TextFragment> }
     }> };

export type WallDealFragment = { readonly dealId: string, readonly instrument: Instrument, readonly sample: boolean, readonly titleTranslations: ReadonlyArray<TextFragment>, readonly amount: MoneyFragment | null, readonly converted: { readonly money: MoneyFragment, readonly rate: { readonly currency: string } | null } | null, readonly industry: { readonly code: string, readonly nameTranslations: ReadonlyArray<TextFragment> }, readonly parties: ReadonlyArray<{ readonly role: PartyRole, readonly organization: { readonly organizationId: string, readonly country: string, readonly nameTranslations: ReadonlyArray<TextFragment> } }> };

export type WallSpeechFragment = { readonly speechId: string, readonly language: string, readonly officeTranslations: ReadonlyArray<TextFragment>, readonly speaker: { readonly personId: string, readonly country: string, readonly nameTranslations: ReadonlyArray<TextFragment> }, readonly textTranslations: ReadonlyArray<TextFragment> };

export type WallTotalsFragment = { readonly deals: number, readonly reportingCurrency: string, readonly byCategory: ReadonlyArray<{ readonly category: DealCategory, readonly signingTotal: { readonly currencies: ReadonlyArray<{ readonly deals: number, readonly sum: MoneyFragment }>, readonly converted: { readonly missingRates: ReadonlyArray<string>, readonly money: MoneyFragment | null } }, readonly contractedTotal: { readonly converted: { readonly money: MoneyFragment | null } } }>, readonly byIndustry: ReadonlyArray<{ readonly industry: string, readonly deals: number, readonly byCategory: ReadonlyArray<{ readonly category: DealCategory, readonly signingTotal: { readonly converted: { readonly money: MoneyFragment | null } } }> }> };

type WallAnnouncement_CeremonyCancelled_Fragment = { readonly __typename: 'CeremonyCancelled', readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly ceremony: { readonly ceremonyId: string }, readonly totals: WallTotalsFragment };

type WallAnnouncement_CeremonyClosed_Fragment = { readonly __typename: 'CeremonyClosed', readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly ceremony: { readonly ceremonyId: string, readonly nameTranslations: ReadonlyArray<TextFragment> }, readonly totals: WallTotalsFragment };

type WallAnnouncement_CeremonyOpened_Fragment = { readonly __typename: 'CeremonyOpened', readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly ceremony: { readonly ceremonyId: string, readonly nameTranslations: ReadonlyArray<TextFragment> }, readonly totals: WallTotalsFragment };

type WallAnnouncement_CeremonyReopened_Fragment = { readonly __typename: 'CeremonyReopened', readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly ceremony: { readonly ceremonyId: string, readonly nameTranslations: ReadonlyArray<TextFragment> }, readonly totals: WallTotalsFragment };

type WallAnnouncement_CeremonyUpdated_Fragment = { readonly __typename: 'CeremonyUpdated', readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly ceremony: { readonly ceremonyId: string, readonly startsAt: string | null, readonly nameTranslations: ReadonlyArray<TextFragment> }, readonly totals: WallTotalsFragment };

type WallAnnouncement_DealCorrected_Fragment = { readonly __typename: 'DealCorrected', readonly correctedSequence: number, readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly reasonTranslations: ReadonlyArray<TextFragment>, readonly before: WallDealFragment, readonly deal: WallDealFragment, readonly totals: WallTotalsFragment };

type WallAnnouncement_DealRecorded_Fragment = { readonly __typename: 'DealRecorded', readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly totals: WallTotalsFragment };

type WallAnnouncement_DealRetracted_Fragment = { readonly __typename: 'DealRetracted', readonly correctedSequence: number, readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly reasonTranslations: ReadonlyArray<TextFragment>, readonly deal: WallDealFragment, readonly totals: WallTotalsFragment };

type WallAnnouncement_DealSigned_Fragment = { readonly __typename: 'DealSigned', readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly deal: WallDealFragment, readonly totals: WallTotalsFragment };

type WallAnnouncement_Notice_Fragment = { readonly __typename: 'Notice', readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly textTranslations: ReadonlyArray<TextFragment>, readonly totals: WallTotalsFragment };

type WallAnnouncement_PersonRedacted_Fragment = { readonly __typename: 'PersonRedacted', readonly personIds: ReadonlyArray<string>, readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly totals: WallTotalsFragment };

type WallAnnouncement_SpeechFinished_Fragment = { readonly __typename: 'SpeechFinished', readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly speech: WallSpeechFragment, readonly totals: WallTotalsFragment };

type WallAnnouncement_SpeechRecorded_Fragment = { readonly __typename: 'SpeechRecorded', readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly totals: WallTotalsFragment };

type WallAnnouncement_SpeechStarted_Fragment = { readonly __typename: 'SpeechStarted', readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly speech: WallSpeechFragment, readonly totals: WallTotalsFragment };

type WallAnnouncement_SpeechTextReleased_Fragment = { readonly __typename: 'SpeechTextReleased', readonly sequence: number, readonly cursor: string, readonly announcedAt: string, readonly speech: WallSpeechFragment, readonly totals: WallTotalsFragment };

export type WallAnnouncementFragment =
  | WallAnnouncement_CeremonyCancelled_Fragment
  | WallAnnouncement_CeremonyClosed_Fragment
  | WallAnnouncement_CeremonyOpened_Fragment
  | WallAnnouncement_CeremonyReopened_Fragment
  | WallAnnouncement_CeremonyUpdated_Fragment
  | WallAnnouncement_DealCorrected_Fragment
  | WallAnnouncement_DealRecorded_Fragment
  | WallAnnouncement_DealRetracted_Fragment
  | WallAnnouncement_DealSigned_Fragment
  | WallAnnouncement_Notice_Fragment
  | WallAnnouncement_PersonRedacted_Fragment
  | WallAnnouncement_SpeechFinished_Fragment
  | WallAnnouncement_SpeechRecorded_Fragment
  | WallAnnouncement_SpeechStarted_Fragment
  | WallAnnouncement_SpeechTextReleased_Fragment
;

export type WallSnapshotQueryVariables = Exact<{
  exhibition: string | number;
  mode: StreamMode;
  last: number;
}>;


export type WallSnapshotQuery = { readonly exhibition: { readonly slug: string, readonly languages: ReadonlyArray<string>, readonly startsOn: string, readonly endsOn: string, readonly timeZone: string, readonly reportingCurrency: string, readonly nameTranslations: ReadonlyArray<TextFragment>, readonly themeTranslations: ReadonlyArray<TextFragment>, readonly totals: WallTotalsFragment, readonly venues: ReadonlyArray<{ readonly id: string, readonly country: string, readonly timeZone: string, readonly nameTranslations: ReadonlyArray<TextFragment>, readonly cityTranslations: ReadonlyArray<TextFragment> }>, readonly focusIndustries: ReadonlyArray<{ readonly code: string, readonly nameTranslations: ReadonlyArray<TextFragment> }>, readonly ceremonies: ReadonlyArray<{ readonly id: string, readonly status: CeremonyStatus, readonly startsAt: string, readonly nameTranslations: ReadonlyArray<TextFragment>, readonly venues: ReadonlyArray<{ readonly id: string }> }>, readonly wallControl: WallControlFragment, readonly stream: { readonly sequence: number, readonly cursor: string } | null, readonly announcements: { readonly nodes: ReadonlyArray<
        | WallAnnouncement_CeremonyCancelled_Fragment
        | WallAnnouncement_CeremonyClosed_Fragment
        | WallAnnouncement_CeremonyOpened_Fragment
        | WallAnnouncement_CeremonyReopened_Fragment
        | WallAnnouncement_CeremonyUpdated_Fragment
        | WallAnnouncement_DealCorrected_Fragment
        | WallAnnouncement_DealRecorded_Fragment
        | WallAnnouncement_DealRetracted_Fragment
        | WallAnnouncement_DealSigned_Fragment
        | WallAnnouncement_Notice_Fragment
        | WallAnnouncement_PersonRedacted_Fragment
        | WallAnnouncement_SpeechFinished_Fragment
        | WallAnnouncement_SpeechRecorded_Fragment
        | WallAnnouncement_SpeechStarted_Fragment
        | WallAnnouncement_SpeechTextReleased_Fragment
      > } | null } | null };

export type WallIndustriesQueryVariables = Exact<{
  exhibition: string | number;
}>;


export type WallIndustriesQuery = { readonly exhibition: { readonly deals: { readonly nodes: ReadonlyArray<{ readonly industry: { readonly code: string, readonly nameTranslations: ReadonlyArray<TextFragment> } }> } } | null };

export type WallHeadQueryVariables = Exact<{
  exhibition: string | number;
  mode: StreamMode;
}>;


export type WallHeadQuery = { readonly exhibition: { readonly stream: { readonly sequence: number } | null } | null };

export type WallHistoryQueryVariables = Exact<{
  exhibition: string | number;
  first: number;
  after?: string | null | undefined;
}>;


export type WallHistoryQuery = { readonly exhibition: { readonly announcements: { readonly nodes: ReadonlyArray<
        | WallAnnouncement_CeremonyCancelled_Fragment
        | WallAnnouncement_CeremonyClosed_Fragment
        | WallAnnouncement_CeremonyOpened_Fragment
        | WallAnnouncement_CeremonyReopened_Fragment
        | WallAnnouncement_CeremonyUpdated_Fragment
        | WallAnnouncement_DealCorrected_Fragment
        | WallAnnouncement_DealRecorded_Fragment
        | WallAnnouncement_DealRetracted_Fragment
        | WallAnnouncement_DealSigned_Fragment
        | WallAnnouncement_Notice_Fragment
        | WallAnnouncement_PersonRedacted_Fragment
        | WallAnnouncement_SpeechFinished_Fragment
        | WallAnnouncement_SpeechRecorded_Fragment
        | WallAnnouncement_SpeechStarted_Fragment
        | WallAnnouncement_SpeechTextReleased_Fragment
      >, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } | null } | null };

export type WallAnnouncementsSubscriptionVariables = Exact<{
  exhibition: string | number;
  mode: StreamMode;
  after?: string | null | undefined;
}>;


export type WallAnnouncementsSubscription = { readonly announcements:
    | WallAnnouncement_CeremonyCancelled_Fragment
    | WallAnnouncement_CeremonyClosed_Fragment
    | WallAnnouncement_CeremonyOpened_Fragment
    | WallAnnouncement_CeremonyReopened_Fragment
    | (
      { readonly ceremony: WallMoveFragment }
      & WallAnnouncement_CeremonyUpdated_Fragment
    )
    | WallAnnouncement_DealCorrected_Fragment
    | WallAnnouncement_DealRecorded_Fragment
    | WallAnnouncement_DealRetracted_Fragment
    | WallAnnouncement_DealSigned_Fragment
    | WallAnnouncement_Notice_Fragment
    | WallAnnouncement_PersonRedacted_Fragment
    | WallAnnouncement_SpeechFinished_Fragment
    | WallAnnouncement_SpeechRecorded_Fragment
    | WallAnnouncement_SpeechStarted_Fragment
    | WallAnnouncement_SpeechTextReleased_Fragment
   };

export type WallMoveFragment = { readonly venues: ReadonlyArray<{ readonly country: string, readonly timeZone: string, readonly id: string, readonly nameTranslations: ReadonlyArray<TextFragment>, readonly cityTranslations: ReadonlyArray<TextFragment> }> | null };

export type WallControlChangesSubscriptionVariables = Exact<{
  exhibition: string | number;
}>;


export type WallControlChangesSubscription = { readonly wallControl: WallControlFragment };

export type WallControlFragment = { readonly allWalls: WallSettingsFragment, readonly namedWalls: ReadonlyArray<{ readonly wall: string, readonly settings: WallSettingsFragment }> };

export type WallSettingsFragment = { readonly picture: WallPicture | null, readonly languages: ReadonlyArray<string>, readonly rehearsal: boolean | null, readonly hiddenNotice: number | null, readonly hiddenRehearsalNotice: number | null, readonly slideTextTranslations: ReadonlyArray<TextFragment> };

export type AcknowledgeAnnouncementMutationVariables = Exact<{
  input: AcknowledgeAnnouncementInput;
}>;


export type AcknowledgeAnnouncementMutation = { readonly acknowledgeAnnouncement:
    | { readonly __typename: 'AcknowledgeAnnouncementSuccess' }
    | { readonly __typename: 'Forbidden', readonly code: ErrorCode, readonly message: string }
    | { readonly __typename: 'InvalidInput', readonly code: ErrorCode, readonly message: string }
    | { readonly __typename: 'NotFound', readonly code: ErrorCode, readonly message: string }
    | { readonly __typename: 'Unauthenticated', readonly code: ErrorCode, readonly message: string }
   | null };

/** A document with the types of what it is given and what it answers. */
export interface TypedOperation<Data, Variables> {
  query: string;
  operationName: string;
  /** Carries the types; never there. */
  types?: (variables: Variables) => Data;
}

export const OpenCeremony: TypedOperation<OpenCeremonyMutation, OpenCeremonyMutationVariables> = {
  operationName: 'OpenCeremony',
  query: 'mutation OpenCeremony($input:OpenCeremonyInput!){result:openCeremony(input:$input){__typename ...on OpenCeremonySuccess{announcement{sequence}}...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const CloseCeremony: TypedOperation<CloseCeremonyMutation, CloseCeremonyMutationVariables> = {
  operationName: 'CloseCeremony',
  query: 'mutation CloseCeremony($input:CloseCeremonyInput!){result:closeCeremony(input:$input){__typename ...on CloseCeremonySuccess{announcement{sequence}}...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const ReopenCeremony: TypedOperation<ReopenCeremonyMutation, ReopenCeremonyMutationVariables> = {
  operationName: 'ReopenCeremony',
  query: 'mutation ReopenCeremony($input:ReopenCeremonyInput!){result:reopenCeremony(input:$input){__typename ...on ReopenCeremonySuccess{announcement{sequence}}...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const CancelCeremony: TypedOperation<CancelCeremonyMutation, CancelCeremonyMutationVariables> = {
  operationName: 'CancelCeremony',
  query: 'mutation CancelCeremony($input:CancelCeremonyInput!){result:cancelCeremony(input:$input){__typename ...on CancelCeremonySuccess{announcement{sequence}}...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const UpdateCeremony: TypedOperation<UpdateCeremonyMutation, UpdateCeremonyMutationVariables> = {
  operationName: 'UpdateCeremony',
  query: 'mutation UpdateCeremony($input:UpdateCeremonyInput!){result:updateCeremony(input:$input){__typename ...on UpdateCeremonySuccess{announcement{sequence}}...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const SignDeals: TypedOperation<SignDealsMutation, SignDealsMutationVariables> = {
  operationName: 'SignDeals',
  query: 'mutation SignDeals($input:SignDealsInput!){result:signDeals(input:$input){__typename ...on SignDealsSuccess{announcements{sequence}}...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const AddProgrammeItem: TypedOperation<AddProgrammeItemMutation, AddProgrammeItemMutationVariables> = {
  operationName: 'AddProgrammeItem',
  query: 'mutation AddProgrammeItem($input:AddProgrammeItemInput!){result:addProgrammeItem(input:$input){__typename ...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const MoveProgrammeItem: TypedOperation<MoveProgrammeItemMutation, MoveProgrammeItemMutationVariables> = {
  operationName: 'MoveProgrammeItem',
  query: 'mutation MoveProgrammeItem($input:MoveProgrammeItemInput!){result:moveProgrammeItem(input:$input){__typename ...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const RemoveProgrammeItem: TypedOperation<RemoveProgrammeItemMutation, RemoveProgrammeItemMutationVariables> = {
  operationName: 'RemoveProgrammeItem',
  query: 'mutation RemoveProgrammeItem($input:RemoveProgrammeItemInput!){result:removeProgrammeItem(input:$input){__typename ...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const TakeControl: TypedOperation<TakeControlMutation, TakeControlMutationVariables> = {
  operationName: 'TakeControl',
  query: 'mutation TakeControl($input:TakeControlInput!){result:takeControl(input:$input){__typename ...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const RenewControl: TypedOperation<RenewControlMutation, RenewControlMutationVariables> = {
  operationName: 'RenewControl',
  query: 'mutation RenewControl($input:RenewControlInput!){result:renewControl(input:$input){__typename ...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const OfferControl: TypedOperation<OfferControlMutation, OfferControlMutationVariables> = {
  operationName: 'OfferControl',
  query: 'mutation OfferControl($input:OfferControlInput!){result:offerControl(input:$input){__typename ...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const AcceptControl: TypedOperation<AcceptControlMutation, AcceptControlMutationVariables> = {
  operationName: 'AcceptControl',
  query: 'mutation AcceptControl($input:AcceptControlInput!){result:acceptControl(input:$input){__typename ...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const ReleaseControl: TypedOperation<ReleaseControlMutation, ReleaseControlMutationVariables> = {
  operationName: 'ReleaseControl',
  query: 'mutation ReleaseControl($input:ReleaseControlInput!){result:releaseControl(input:$input){__typename ...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const HoldCeremony: TypedOperation<HoldCeremonyMutation, HoldCeremonyMutationVariables> = {
  operationName: 'HoldCeremony',
  query: 'mutation HoldCeremony($input:HoldCeremonyInput!){result:holdCeremony(input:$input){__typename ...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const SignDeal: TypedOperation<SignDealMutation, SignDealMutationVariables> = {
  operationName: 'SignDeal',
  query: 'mutation SignDeal($input:SignDealInput!){result:signDeal(input:$input){__typename ...on SignDealSuccess{announcement{sequence}}...on DealAlreadySigned{sequence}...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const CorrectDeal: TypedOperation<CorrectDealMutation, CorrectDealMutationVariables> = {
  operationName: 'CorrectDeal',
  query: 'mutation CorrectDeal($input:CorrectDealInput!){result:correctDeal(input:$input){__typename ...on CorrectDealSuccess{announcement{sequence}}...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const RetractDeal: TypedOperation<RetractDealMutation, RetractDealMutationVariables> = {
  operationName: 'RetractDeal',
  query: 'mutation RetractDeal($input:RetractDealInput!){result:retractDeal(input:$input){__typename ...on RetractDealSuccess{announcement{sequence}}...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const StartSpeech: TypedOperation<StartSpeechMutation, StartSpeechMutationVariables> = {
  operationName: 'StartSpeech',
  query: 'mutation StartSpeech($input:StartSpeechInput!){result:startSpeech(input:$input){__typename ...on StartSpeechSuccess{announcement{sequence}}...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const FinishSpeech: TypedOperation<FinishSpeechMutation, FinishSpeechMutationVariables> = {
  operationName: 'FinishSpeech',
  query: 'mutation FinishSpeech($input:FinishSpeechInput!){result:finishSpeech(input:$input){__typename ...on FinishSpeechSuccess{announcement{sequence}}...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const ReleaseSpeechText: TypedOperation<ReleaseSpeechTextMutation, ReleaseSpeechTextMutationVariables> = {
  operationName: 'ReleaseSpeechText',
  query: 'mutation ReleaseSpeechText($input:ReleaseSpeechTextInput!){result:releaseSpeechText(input:$input){__typename ...on ReleaseSpeechTextSuccess{announcement{sequence}}...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const PublishNotice: TypedOperation<PublishNoticeMutation, PublishNoticeMutationVariables> = {
  operationName: 'PublishNotice',
  query: 'mutation PublishNotice($input:PublishNoticeInput!){result:publishNotice(input:$input){__typename ...on PublishNoticeSuccess{announcement{sequence}}...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const CueProgrammeItem: TypedOperation<CueProgrammeItemMutation, CueProgrammeItemMutationVariables> = {
  operationName: 'CueProgrammeItem',
  query: 'mutation CueProgrammeItem($input:CueProgrammeItemInput!){result:cueProgrammeItem(input:$input){__typename ...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const ResetRehearsal: TypedOperation<ResetRehearsalMutation, ResetRehearsalMutationVariables> = {
  operationName: 'ResetRehearsal',
  query: 'mutation ResetRehearsal($input:ResetRehearsalInput!){result:resetRehearsal(input:$input){__typename ...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const SetWallControl: TypedOperation<SetWallControlMutation, SetWallControlMutationVariables> = {
  operationName: 'SetWallControl',
  query: 'mutation SetWallControl($input:SetWallControlInput!){result:setWallControl(input:$input){__typename ...DeskUserError}}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const DeskChanges: TypedOperation<DeskChangesSubscription, DeskChangesSubscriptionVariables> = {
  operationName: 'DeskChanges',
  query: 'subscription DeskChanges($exhibition:ID!$mode:StreamMode!$language:LanguageTag!){desk(exhibition:$exhibition mode:$mode){operators{name since}screens{total head upToDate complete lagging{name sequence behindSince}connected{name sequence}}exhibition{id nameTranslations{...Text}languages timeZone exchangeRates{currency}reportingCurrency wallControl{version ...WallControl}ceremonies{id version name(language:$language)nameTranslations{...Text}status rehearsalStatus startsAt endsAt openedAt programmeVersion control(mode:$mode){holder heldByCaller since offeredAt takenOverFrom onHold version}programme{...DeskProgrammeItem}}announcements(mode:$mode last:40){nodes{...DeskAnnouncement}}}}}fragment Text on LocalizedText{language text}fragment WallControl on WallControl{allWalls{...WallSettings}namedWalls{wall settings{...WallSettings}}}fragment WallSettings on WallSettings{picture slideTextTranslations{...Text}languages rehearsal hiddenNotice hiddenRehearsalNotice:hiddenNotice(mode:REHEARSAL)}fragment DeskProgrammeItem on ProgrammeItem{id position kind title(language:$language)startsAt durationSeconds missingLanguages cue(mode:$mode)deal{id version titleTranslations{...Text}category instrument status rehearsalStatus amount{...Money}industry{code name(language:$language)}parties{role organization{id name(language:$language)country}}}speech{id version language office(language:$language)status rehearsalStatus textStatus rehearsalTextStatus speaker{name(language:$language)nameTranslations{language}country}}}fragment Money on Money{amount currency}fragment DeskAnnouncement on Announcement{__typename sequence announcedAt totals{deals byCategory{category signingTotal{converted{money{...Money}}}}}...on DealSigned{deal{...DeskDealSnapshot}}...on DealCorrected{deal{...DeskDealSnapshot}}...on DealRetracted{deal{...DeskDealSnapshot}}...on SpeechStarted{speech{speechId speaker{name(language:$language)}}}...on SpeechFinished{speech{speechId speaker{name(language:$language)}}}...on SpeechTextReleased{speech{speechId speaker{name(language:$language)}}}...on Notice{text(language:$language)}}fragment DeskDealSnapshot on DealSnapshot{dealId category instrument industry{code}titleTranslations{...Text}amount{...Money}}',
};

export const DeskIndustries: TypedOperation<DeskIndustriesQuery, DeskIndustriesQueryVariables> = {
  operationName: 'DeskIndustries',
  query: 'query DeskIndustries{industries{code nameTranslations{...Text}}}fragment Text on LocalizedText{language text}',
};

export const DeskExhibitors: TypedOperation<DeskExhibitorsQuery, DeskExhibitorsQueryVariables> = {
  operationName: 'DeskExhibitors',
  query: 'query DeskExhibitors($exhibition:ID!$after:String){exhibition(idOrSlug:$exhibition){exhibitors(first:100 after:$after){pageInfo{hasNextPage endCursor}nodes{organization{id nameTranslations{...Text}}}}}}fragment Text on LocalizedText{language text}',
};

export const DeskPartyNames: TypedOperation<DeskPartyNamesQuery, DeskPartyNamesQueryVariables> = {
  operationName: 'DeskPartyNames',
  query: 'query DeskPartyNames($deal:ID!){deal(id:$deal){parties{organization{id nameTranslations{language}}}}}',
};

export const ImportExhibition: TypedOperation<ImportExhibitionMutation, ImportExhibitionMutationVariables> = {
  operationName: 'ImportExhibition',
  query: 'mutation ImportExhibition($input:ImportExhibitionInput!){result:importExhibition(input:$input){__typename ...on ImportExhibitionSuccess{report{isCommitted created updated unchanged invalid issues{...DeskImportIssue}rows(actions:[INVALID]){sheet row issues{...DeskImportIssue}}}}...DeskUserError}}fragment DeskImportIssue on ImportIssue{file sheet row column value code message}fragment DeskUserError on UserError{code message ...on InvalidInput{issues{path message}}}',
};

export const PrintView: TypedOperation<PrintViewQuery, PrintViewQueryVariables> = {
  operationName: 'PrintView',
  query: 'query PrintView($exhibition:ID!){exhibition(idOrSlug:$exhibition){nameTranslations{...Text}languages timeZone totals{...WallTotals}ceremonies{id status startsAt nameTranslations{...Text}venues{nameTranslations{...Text}cityTranslations{...Text}}}}}fragment Text on LocalizedText{language text}fragment WallTotals on Totals{deals reportingCurrency byCategory{category signingTotal{currencies{deals sum{...Money}}converted{money{...Money}missingRates}}contractedTotal{converted{money{...Money}}}}byIndustry{industry deals byCategory{category signingTotal{converted{money{...Money}}}}}}fragment Money on Money{amount currency}',
};

export const PrintProgramme: TypedOperation<PrintProgrammeQuery, PrintProgrammeQueryVariables> = {
  operationName: 'PrintProgramme',
  query: 'query PrintProgramme($ceremony:ID!){node(id:$ceremony){__typename ...on Ceremony{id programme{id kind startsAt durationSeconds titleTranslations{...Text}deal{...PrintDeal}speech{officeTranslations{...Text}speaker{country nameTranslations{...Text}}}}}}}fragment Text on LocalizedText{language text}fragment PrintDeal on Deal{titleTranslations{...Text}category instrument status amount{...Money}parties{role organization{country nameTranslations{...Text}}}}fragment Money on Money{amount currency}',
};

export const WallSnapshot: TypedOperation<WallSnapshotQuery, WallSnapshotQueryVariables> = {
  operationName: 'WallSnapshot',
  query: 'query WallSnapshot($exhibition:ID!$mode:StreamMode!$last:Int!){exhibition(idOrSlug:$exhibition){slug nameTranslations{...Text}themeTranslations{...Text}languages startsOn endsOn timeZone reportingCurrency totals{...WallTotals}venues{id country timeZone nameTranslations{...Text}cityTranslations{...Text}}focusIndustries{code nameTranslations{...Text}}ceremonies{id status startsAt nameTranslations{...Text}venues{id}}wallControl{...WallControl}stream(mode:$mode){sequence cursor}announcements(mode:$mode last:$last){nodes{...WallAnnouncement}}}}fragment Text on LocalizedText{language text}fragment WallTotals on Totals{deals reportingCurrency byCategory{category signingTotal{currencies{deals sum{...Money}}converted{money{...Money}missingRates}}contractedTotal{converted{money{...Money}}}}byIndustry{industry deals byCategory{category signingTotal{converted{money{...Money}}}}}}fragment Money on Money{amount currency}fragment WallControl on WallControl{allWalls{...WallSettings}namedWalls{wall settings{...WallSettings}}}fragment WallSettings on WallSettings{picture slideTextTranslations{...Text}languages rehearsal hiddenNotice hiddenRehearsalNotice:hiddenNotice(mode:REHEARSAL)}fragment WallAnnouncement on Announcement{__typename sequence cursor announcedAt totals{...WallTotals}...on DealSigned{deal{...WallDeal}}...on DealCorrected{correctedSequence reasonTranslations{...Text}before{...WallDeal}deal{...WallDeal}}...on DealRetracted{correctedSequence reasonTranslations{...Text}deal{...WallDeal}}...on SpeechStarted{speech{...WallSpeech}}...on SpeechFinished{speech{...WallSpeech}}...on SpeechTextReleased{speech{...WallSpeech}}...on CeremonyOpened{ceremony{ceremonyId nameTranslations{...Text}}}...on CeremonyReopened{ceremony{ceremonyId nameTranslations{...Text}}}...on CeremonyCancelled{ceremony{ceremonyId}}...on CeremonyUpdated{ceremony{ceremonyId startsAt nameTranslations{...Text}}}...on CeremonyClosed{ceremony{ceremonyId nameTranslations{...Text}}}...on PersonRedacted{personIds}...on Notice{textTranslations{...Text}}}fragment WallDeal on DealSnapshot{dealId titleTranslations{...Text}instrument amount{...Money}converted{money{...Money}rate{currency}}industry{code nameTranslations{...Text}}parties{role organization{organizationId country nameTranslations{...Text}}}sample}fragment WallSpeech on SpeechSnapshot{speechId language officeTranslations{...Text}speaker{personId country nameTranslations{...Text}}textTranslations{...Text}}',
};

export const WallIndustries: TypedOperation<WallIndustriesQuery, WallIndustriesQueryVariables> = {
  operationName: 'WallIndustries',
  query: 'query WallIndustries($exhibition:ID!){exhibition(idOrSlug:$exhibition){deals(first:50){nodes{industry{code nameTranslations{...Text}}}}}}fragment Text on LocalizedText{language text}',
};

export const WallHead: TypedOperation<WallHeadQuery, WallHeadQueryVariables> = {
  operationName: 'WallHead',
  query: 'query WallHead($exhibition:ID!$mode:StreamMode!){exhibition(idOrSlug:$exhibition){stream(mode:$mode){sequence}}}',
};

export const WallHistory: TypedOperation<WallHistoryQuery, WallHistoryQueryVariables> = {
  operationName: 'WallHistory',
  query: 'query WallHistory($exhibition:ID!$first:Int!$after:String){exhibition(idOrSlug:$exhibition){announcements(first:$first after:$after){nodes{...WallAnnouncement}pageInfo{hasNextPage endCursor}}}}fragment WallAnnouncement on Announcement{__typename sequence cursor announcedAt totals{...WallTotals}...on DealSigned{deal{...WallDeal}}...on DealCorrected{correctedSequence reasonTranslations{...Text}before{...WallDeal}deal{...WallDeal}}...on DealRetracted{correctedSequence reasonTranslations{...Text}deal{...WallDeal}}...on SpeechStarted{speech{...WallSpeech}}...on SpeechFinished{speech{...WallSpeech}}...on SpeechTextReleased{speech{...WallSpeech}}...on CeremonyOpened{ceremony{ceremonyId nameTranslations{...Text}}}...on CeremonyReopened{ceremony{ceremonyId nameTranslations{...Text}}}...on CeremonyCancelled{ceremony{ceremonyId}}...on CeremonyUpdated{ceremony{ceremonyId startsAt nameTranslations{...Text}}}...on CeremonyClosed{ceremony{ceremonyId nameTranslations{...Text}}}...on PersonRedacted{personIds}...on Notice{textTranslations{...Text}}}fragment WallTotals on Totals{deals reportingCurrency byCategory{category signingTotal{currencies{deals sum{...Money}}converted{money{...Money}missingRates}}contractedTotal{converted{money{...Money}}}}byIndustry{industry deals byCategory{category signingTotal{converted{money{...Money}}}}}}fragment Money on Money{amount currency}fragment WallDeal on DealSnapshot{dealId titleTranslations{...Text}instrument amount{...Money}converted{money{...Money}rate{currency}}industry{code nameTranslations{...Text}}parties{role organization{organizationId country nameTranslations{...Text}}}sample}fragment Text on LocalizedText{language text}fragment WallSpeech on SpeechSnapshot{speechId language officeTranslations{...Text}speaker{personId country nameTranslations{...Text}}textTranslations{...Text}}',
};

export const WallAnnouncements: TypedOperation<WallAnnouncementsSubscription, WallAnnouncementsSubscriptionVariables> = {
  operationName: 'WallAnnouncements',
  query: 'subscription WallAnnouncements($exhibition:ID!$mode:StreamMode!$after:String){announcements(exhibition:$exhibition mode:$mode after:$after){...WallAnnouncement ...on CeremonyUpdated{ceremony{...WallMove}}}}fragment WallAnnouncement on Announcement{__typename sequence cursor announcedAt totals{...WallTotals}...on DealSigned{deal{...WallDeal}}...on DealCorrected{correctedSequence reasonTranslations{...Text}before{...WallDeal}deal{...WallDeal}}...on DealRetracted{correctedSequence reasonTranslations{...Text}deal{...WallDeal}}...on SpeechStarted{speech{...WallSpeech}}...on SpeechFinished{speech{...WallSpeech}}...on SpeechTextReleased{speech{...WallSpeech}}...on CeremonyOpened{ceremony{ceremonyId nameTranslations{...Text}}}...on CeremonyReopened{ceremony{ceremonyId nameTranslations{...Text}}}...on CeremonyCancelled{ceremony{ceremonyId}}...on CeremonyUpdated{ceremony{ceremonyId startsAt nameTranslations{...Text}}}...on CeremonyClosed{ceremony{ceremonyId nameTranslations{...Text}}}...on PersonRedacted{personIds}...on Notice{textTranslations{...Text}}}fragment WallTotals on Totals{deals reportingCurrency byCategory{category signingTotal{currencies{deals sum{...Money}}converted{money{...Money}missingRates}}contractedTotal{converted{money{...Money}}}}byIndustry{industry deals byCategory{category signingTotal{converted{money{...Money}}}}}}fragment Money on Money{amount currency}fragment WallDeal on DealSnapshot{dealId titleTranslations{...Text}instrument amount{...Money}converted{money{...Money}rate{currency}}industry{code nameTranslations{...Text}}parties{role organization{organizationId country nameTranslations{...Text}}}sample}fragment Text on LocalizedText{language text}fragment WallSpeech on SpeechSnapshot{speechId language officeTranslations{...Text}speaker{personId country nameTranslations{...Text}}textTranslations{...Text}}fragment WallMove on CeremonySnapshot{venues{id:venueId country timeZone nameTranslations{...Text}cityTranslations{...Text}}}',
};

export const WallControlChanges: TypedOperation<WallControlChangesSubscription, WallControlChangesSubscriptionVariables> = {
  operationName: 'WallControlChanges',
  query: 'subscription WallControlChanges($exhibition:ID!){wallControl(exhibition:$exhibition){...WallControl}}fragment WallControl on WallControl{allWalls{...WallSettings}namedWalls{wall settings{...WallSettings}}}fragment WallSettings on WallSettings{picture slideTextTranslations{...Text}languages rehearsal hiddenNotice hiddenRehearsalNotice:hiddenNotice(mode:REHEARSAL)}fragment Text on LocalizedText{language text}',
};

export const AcknowledgeAnnouncement: TypedOperation<AcknowledgeAnnouncementMutation, AcknowledgeAnnouncementMutationVariables> = {
  operationName: 'AcknowledgeAnnouncement',
  query: 'mutation AcknowledgeAnnouncement($input:AcknowledgeAnnouncementInput!){acknowledgeAnnouncement(input:$input){__typename ...on UserError{code message}}}',
};

