-- The same sums as before (see "totals_per_category"). Each jsonb_set copied all of the totals, once for each place
-- that a deal counts in, while the stream's row was locked: now each part is copied by itself, and the whole once.
CREATE OR REPLACE FUNCTION totals_after(totals jsonb, changes jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  change jsonb;
  every_deal jsonb := totals->'all';
  industries jsonb := totals->'industries';
  countries jsonb := totals->'countries';
  industry text;
  country text;
  breakdown jsonb;
BEGIN
  IF changes = '[]' THEN RETURN totals; END IF;
  FOR change IN SELECT jsonb_array_elements(changes) LOOP
    every_deal := breakdown_after(every_deal, change);
    industry := change->>'industry';
    breakdown := breakdown_after(coalesce(industries->industry, '{}'), change);
    IF breakdown = '{}' THEN industries := industries - industry;
    ELSE industries := industries || jsonb_build_object(industry, breakdown);
    END IF;
    FOR country IN SELECT jsonb_array_elements_text(change->'countries') LOOP
      breakdown := breakdown_after(coalesce(countries->country, '{}'), change);
      IF breakdown = '{}' THEN countries := countries - country;
      ELSE countries := countries || jsonb_build_object(country, breakdown);
      END IF;
    END LOOP;
  END LOOP;
  RETURN jsonb_build_object('all', every_deal, 'industries', industries, 'countries', countries);
END $$;
