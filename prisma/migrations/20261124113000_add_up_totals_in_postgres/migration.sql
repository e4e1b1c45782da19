-- Running totals are added up where the stream's row is locked, so that the lock waits for nothing beyond Postgres.
-- Amounts are decimal strings with all of their currency's decimals; numeric keeps the scale of what it adds.

-- A tally ({"deals", "currencies": {code: {"deals", "amount"}}}) with one deal more or less. The amount may be null.
CREATE FUNCTION tally_after(tally jsonb, sign int, money jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  currency text := money->>'currency';
  before jsonb := coalesce(tally->'currencies'->currency, '{"deals": 0, "amount": "0"}');
  deals int := (before->>'deals')::int + sign;
BEGIN
  tally := jsonb_set(tally, '{deals}', to_jsonb((tally->>'deals')::int + sign));
  IF currency IS NULL THEN RETURN tally; END IF;
  IF deals = 0 THEN RETURN tally #- ARRAY['currencies', currency]; END IF;
  RETURN jsonb_set(tally, ARRAY['currencies', currency], jsonb_build_object(
    'deals', deals,
    'amount', ((before->>'amount')::numeric + sign * (money->>'amount')::numeric)::text));
END $$;

-- The totals of a stream after deals were announced (sign 1) or taken off (-1). Each change is
-- {"sign", "money": {"amount", "currency"} or null, "industry": code, "countries": [code, …]}.
CREATE FUNCTION totals_after(totals jsonb, changes jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  change jsonb;
  place text[];
  tally jsonb;
BEGIN
  FOR change IN SELECT jsonb_array_elements(changes) LOOP
    totals := jsonb_set(totals, '{all}', tally_after(totals->'all', (change->>'sign')::int, change->'money'));
    FOR place IN
      SELECT ARRAY['industries', change->>'industry']
      UNION ALL SELECT ARRAY['countries', country] FROM jsonb_array_elements_text(change->'countries') AS country
    LOOP
      tally := tally_after(
        coalesce(totals #> place, '{"deals": 0, "currencies": {}}'), (change->>'sign')::int, change->'money');
      IF tally->'deals' = '0' THEN totals := totals #- place;
      ELSE totals := jsonb_set(totals, place, tally);
      END IF;
    END LOOP;
  END LOOP;
  RETURN totals;
END $$;
