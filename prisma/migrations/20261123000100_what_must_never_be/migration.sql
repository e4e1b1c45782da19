-- What must never be, whoever writes: rules that schema.prisma cannot express.
-- Each constraint's name says the rule; test/contract/constraints.test.ts tries to break every one of them.

-- ISO 4217 as of 2024-06-25, without the codes that have no minor unit (metals, funds of account, testing).
INSERT INTO "Currency" ("code", "decimals") VALUES
  ('AED', 2), ('AFN', 2), ('ALL', 2), ('AMD', 2), ('ANG', 2), ('AOA', 2), ('ARS', 2), ('AUD', 2),
  ('AWG', 2), ('AZN', 2), ('BAM', 2), ('BBD', 2), ('BDT', 2), ('BGN', 2), ('BHD', 3), ('BIF', 0),
  ('BMD', 2), ('BND', 2), ('BOB', 2), ('BOV', 2), ('BRL', 2), ('BSD', 2), ('BTN', 2), ('BWP', 2),
  ('BYN', 2), ('BZD', 2), ('CAD', 2), ('CDF', 2), ('CHE', 2), ('CHF', 2), ('CHW', 2), ('CLF', 4),
  ('CLP', 0), ('CNY', 2), ('COP', 2), ('COU', 2), ('CRC', 2), ('CUC', 2), ('CUP', 2), ('CVE', 2),
  ('CZK', 2), ('DJF', 0), ('DKK', 2), ('DOP', 2), ('DZD', 2), ('EGP', 2), ('ERN', 2), ('ETB', 2),
  ('EUR', 2), ('FJD', 2), ('FKP', 2), ('GBP', 2), ('GEL', 2), ('GHS', 2), ('GIP', 2), ('GMD', 2),
  ('GNF', 0), ('GTQ', 2), ('GYD', 2), ('HKD', 2), ('HNL', 2), ('HTG', 2), ('HUF', 2), ('IDR', 2),
  ('ILS', 2), ('INR', 2), ('IQD', 3), ('IRR', 2), ('ISK', 0), ('JMD', 2), ('JOD', 3), ('JPY', 0),
  ('KES', 2), ('KGS', 2), ('KHR', 2), ('KMF', 0), ('KPW', 2), ('KRW', 0), ('KWD', 3), ('KYD', 2),
  ('KZT', 2), ('LAK', 2), ('LBP', 2), ('LKR', 2), ('LRD', 2), ('LSL', 2), ('LYD', 3), ('MAD', 2),
  ('MDL', 2), ('MGA', 2), ('MKD', 2), ('MMK', 2), ('MNT', 2), ('MOP', 2), ('MRU', 2), ('MUR', 2),
  ('MVR', 2), ('MWK', 2), ('MXN', 2), ('MXV', 2), ('MYR', 2), ('MZN', 2), ('NAD', 2), ('NGN', 2),
  ('NIO', 2), ('NOK', 2), ('NPR', 2), ('NZD', 2), ('OMR', 3), ('PAB', 2), ('PEN', 2), ('PGK', 2),
  ('PHP', 2), ('PKR', 2), ('PLN', 2), ('PYG', 0), ('QAR', 2), ('RON', 2), ('RSD', 2), ('RUB', 2),
  ('RWF', 0), ('SAR', 2), ('SBD', 2), ('SCR', 2), ('SDG', 2), ('SEK', 2), ('SGD', 2), ('SHP', 2),
  ('SLE', 2), ('SOS', 2), ('SRD', 2), ('SSP', 2), ('STN', 2), ('SVC', 2), ('SYP', 2), ('SZL', 2),
  ('THB', 2), ('TJS', 2), ('TMT', 2), ('TND', 3), ('TOP', 2), ('TRY', 2), ('TTD', 2), ('TWD', 2),
  ('TZS', 2), ('UAH', 2), ('UGX', 0), ('USD', 2), ('USN', 2), ('UYI', 0), ('UYU', 2), ('UYW', 4),
  ('UZS', 2), ('VED', 2), ('VES', 2), ('VND', 0), ('VUV', 0), ('WST', 2), ('XAF', 0), ('XCD', 2),
  ('XOF', 0), ('XPF', 0), ('YER', 2), ('ZAR', 2), ('ZMW', 2), ('ZWG', 2);

-- An immutable twin of "Currency", because a CHECK cannot look into another table.
CREATE FUNCTION currency_decimals(code text) RETURNS int LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE
    WHEN code IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN 0
    WHEN code IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN 3
    WHEN code IN ('CLF','UYW') THEN 4
    ELSE 2
  END
$$;

-- [{"language": "zh", "text": "…"}, …]: at least one entry, no language twice, nothing empty.
CREATE FUNCTION is_localized(value jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN jsonb_typeof(value) <> 'array' THEN false ELSE (
    SELECT count(*) > 0
       AND count(*) = count(DISTINCT lower(entry->>'language'))
       AND bool_and(coalesce(entry->>'language', '') ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$')
       AND bool_and(jsonb_typeof(entry->'text') IS NOT DISTINCT FROM 'string' AND entry->>'text' ~ '\S')
    FROM jsonb_array_elements(value) AS entry
  ) END
$$;

CREATE FUNCTION are_countries(codes text[]) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(bool_and(coalesce(code, '') ~ '^[A-Z]{2}$'), true) FROM unnest(codes) AS code
$$;

ALTER TABLE "Industry"
  ADD CONSTRAINT industry_code_is_a_slug CHECK ("code" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT industry_names_are_localized CHECK (is_localized("names"));

ALTER TABLE "ExhibitionSeries"
  ADD CONSTRAINT series_slug_is_a_slug CHECK ("slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT series_names_are_localized CHECK (is_localized("names")),
  ADD CONSTRAINT series_host_city_is_localized CHECK (is_localized("hostCity")),
  ADD CONSTRAINT series_host_country_is_a_code CHECK ("hostCountry" ~ '^[A-Z]{2}$'),
  ADD CONSTRAINT series_partner_countries_are_codes CHECK (are_countries("partnerCountries")),
  ADD CONSTRAINT series_host_subdivision_is_a_code CHECK ("hostSubdivision" ~ '^[A-Z]{2}-[A-Z0-9]{1,3}$');

ALTER TABLE "Exhibition"
  ADD CONSTRAINT exhibition_slug_is_a_slug CHECK ("slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT exhibition_edition_is_positive CHECK ("edition" >= 1),
  ADD CONSTRAINT exhibition_ends_after_it_starts CHECK ("endsOn" >= "startsOn"),
  ADD CONSTRAINT exhibition_names_are_localized CHECK (is_localized("names")),
  ADD CONSTRAINT exhibition_theme_is_localized CHECK (is_localized("theme")),
  ADD CONSTRAINT exhibition_has_a_language CHECK (coalesce(cardinality("languages"), 0) >= 1 AND array_position("languages", NULL) IS NULL);

ALTER TABLE "Venue"
  ADD CONSTRAINT venue_names_are_localized CHECK (is_localized("names")),
  ADD CONSTRAINT venue_city_is_localized CHECK (is_localized("city")),
  ADD CONSTRAINT venue_country_is_a_code CHECK ("country" ~ '^[A-Z]{2}$');

ALTER TABLE "ExchangeRate"
  ADD CONSTRAINT rate_is_a_positive_number CHECK ("rate" > 0 AND "rate" <> 'NaN');

ALTER TABLE "Organization"
  ADD CONSTRAINT organization_names_are_localized CHECK (is_localized("names")),
  ADD CONSTRAINT organization_country_is_a_code CHECK ("country" ~ '^[A-Z]{2}$'),
  ADD CONSTRAINT organization_body_kind_is_for_public_bodies
    CHECK (("kind" = 'PUBLIC_BODY') = ("bodyKind" IS NOT NULL));

ALTER TABLE "Exhibitor"
  ADD CONSTRAINT exhibitor_co_stands_with_a_main CHECK (("role" = 'CO') = ("mainExhibitorId" IS NOT NULL)),
  ADD CONSTRAINT exhibitor_is_not_its_own_main CHECK ("mainExhibitorId" <> "id");

ALTER TABLE "Deal"
  ADD CONSTRAINT deal_titles_are_localized CHECK (is_localized("titles")),
  ADD CONSTRAINT deal_amount_is_a_positive_number CHECK ("amount" > 0 AND "amount" <> 'NaN'),
  ADD CONSTRAINT deal_amount_has_a_currency CHECK (("amount" IS NULL) = ("currencyCode" IS NULL)),
  ADD CONSTRAINT deal_amount_fits_its_currency
    CHECK ("amount" = round("amount", currency_decimals("currencyCode"))),
  ADD CONSTRAINT deal_is_signed_at_a_time
    CHECK (("status" IN ('SIGNED', 'RETRACTED')) = ("signedAt" IS NOT NULL));

ALTER TABLE "Person"
  ADD CONSTRAINT person_names_are_localized CHECK (is_localized("names")),
  ADD CONSTRAINT person_country_is_a_code CHECK ("country" ~ '^[A-Z]{2}$');

ALTER TABLE "Speech"
  ADD CONSTRAINT speech_office_is_localized CHECK (is_localized("office")),
  ADD CONSTRAINT speech_texts_are_localized CHECK (is_localized("texts")),
  ADD CONSTRAINT speech_ends_after_it_starts CHECK ("finishedAt" >= "startedAt"),
  ADD CONSTRAINT speech_starts_at_a_time CHECK (("status" <> 'SCHEDULED') = ("startedAt" IS NOT NULL)),
  ADD CONSTRAINT speech_finishes_at_a_time CHECK (("status" = 'FINISHED') = ("finishedAt" IS NOT NULL));

ALTER TABLE "Ceremony"
  ADD CONSTRAINT ceremony_names_are_localized CHECK (is_localized("names")),
  ADD CONSTRAINT ceremony_ends_after_it_starts CHECK ("endsAt" > "startsAt"),
  ADD CONSTRAINT ceremony_closes_after_it_opens CHECK ("closedAt" >= "openedAt"),
  ADD CONSTRAINT ceremony_opens_at_a_time CHECK (("status" <> 'PLANNED') = ("openedAt" IS NOT NULL)),
  ADD CONSTRAINT ceremony_closes_at_a_time CHECK (("status" = 'CLOSED') = ("closedAt" IS NOT NULL)),
  ADD CONSTRAINT ceremony_guests_are_not_negative CHECK ("invitedGuests" >= 0);
CREATE UNIQUE INDEX one_open_ceremony_per_exhibition ON "Ceremony" ("exhibitionId") WHERE "status" = 'OPEN';
CREATE UNIQUE INDEX one_open_rehearsal_per_exhibition ON "Ceremony" ("exhibitionId") WHERE "rehearsalStatus" = 'OPEN';

ALTER TABLE "ProgrammeItem"
  ADD CONSTRAINT programme_item_is_a_deal_or_a_speech CHECK (("dealId" IS NULL) <> ("speechId" IS NULL));

ALTER TABLE "AnnouncementStream"
  ADD CONSTRAINT stream_head_is_not_negative CHECK ("head" >= 0);

ALTER TABLE "Announcement"
  ADD CONSTRAINT announcement_sequence_is_positive CHECK ("sequence" >= 1),
  ADD CONSTRAINT announcement_names_its_subject CHECK (
    ("kind" IN ('DEAL_SIGNED', 'DEAL_CORRECTED', 'DEAL_RETRACTED')) = ("dealId" IS NOT NULL)
    AND ("kind" IN ('SPEECH_STARTED', 'SPEECH_FINISHED')) = ("speechId" IS NOT NULL)
    AND ("kind" IN ('CEREMONY_OPENED', 'CEREMONY_CLOSED')) = ("ceremonyId" IS NOT NULL));
-- The last defence against a second signing: a correction may follow another, the rest happens once.
CREATE UNIQUE INDEX one_announcement_per_deal_and_kind ON "Announcement" ("streamId", "dealId", "kind")
  WHERE "kind" IN ('DEAL_SIGNED', 'DEAL_RETRACTED');
CREATE UNIQUE INDEX one_announcement_per_speech_and_kind ON "Announcement" ("streamId", "speechId", "kind")
  WHERE "speechId" IS NOT NULL;
CREATE UNIQUE INDEX one_announcement_per_ceremony_and_kind ON "Announcement" ("streamId", "ceremonyId", "kind")
  WHERE "ceremonyId" IS NOT NULL;

ALTER TABLE "ReportedFigure"
  ADD CONSTRAINT figure_is_a_number CHECK ("value" >= 0 AND "value" <> 'NaN'),
  ADD CONSTRAINT figure_has_a_currency_if_it_is_money CHECK (
    ("metric" IN ('INVESTMENT', 'FOREIGN_FUNDED_INVESTMENT', 'LETTERS_OF_INTENT', 'TRADE'))
    = ("currencyCode" IS NOT NULL)),
  ADD CONSTRAINT figure_editions_are_in_order CHECK ("toEdition" >= "fromEdition"),
  ADD CONSTRAINT figure_names_its_scope CHECK (
    ("scope" = 'CEREMONY') = ("ceremonyId" IS NOT NULL)
    AND ("scope" <> 'CUMULATIVE') = ("exhibitionId" IS NOT NULL)
    AND ("scope" = 'CUMULATIVE') = ("toEdition" IS NOT NULL)
    AND ("scope" = 'CUMULATIVE') = ("fromEdition" IS NOT NULL)),
  ADD CONSTRAINT figure_notes_are_localized CHECK (is_localized("notes"));

-- What was told to the public, and who changed what, is never rewritten. A rehearsal may be wiped.
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'Announcement' AND TG_OP = 'DELETE' THEN
    IF NOT EXISTS (SELECT FROM "AnnouncementStream" WHERE "id" = OLD."streamId" AND "mode" = 'LIVE') THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION '% rows are never rewritten', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER announcement_is_for_ever BEFORE UPDATE OR DELETE ON "Announcement"
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER audit_is_for_ever BEFORE UPDATE OR DELETE ON "AuditRecord"
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

-- A stream that told something live goes neither away nor over to the rehearsals, and takes nothing with it.
CREATE FUNCTION refuse_forgetting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is never forgotten', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER live_stream_is_for_ever BEFORE DELETE OR UPDATE OF "mode", "exhibitionId" ON "AnnouncementStream"
  FOR EACH ROW WHEN (OLD."mode" = 'LIVE') EXECUTE FUNCTION refuse_forgetting();
CREATE TRIGGER announcements_are_not_emptied BEFORE TRUNCATE ON "Announcement" EXECUTE FUNCTION refuse_forgetting();
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON "AuditRecord" EXECUTE FUNCTION refuse_forgetting();
