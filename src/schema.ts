/** The complete schema: each imported module adds its types. */
import './programme/announcements/announcements.subscription.ts';
import './programme/announcements/exhibition-stream.schema.ts';
import './access/token.mutations.ts';
import './audit/audit.mutations.ts';
import './audit/audit-log.query.ts';
import './access/viewer.schema.ts';
import './programme/ceremonies/ceremony.mutations.ts';
import './programme/ceremonies/ceremony.schema.ts';
import './programme/control/control.schema.ts';
import './catalog/organizations/organization.mutations.ts';
import './catalog/organizations/exhibitor.schema.ts';
import './catalog/organizations/organizations.query.ts';
import './programme/copies/copy.mutations.ts';
import './programme/deals/deal.mutations.ts';
import './programme/deals/deals.query.ts';
import './programme/presence/desk.schema.ts';
import './catalog/exhibitions/exhibition.mutations.ts';
import './catalog/exhibitions/exhibitions.query.ts';
import './catalog/exhibitions/industry.schema.ts';
import './catalog/exhibitions/series.schema.ts';
import './programme/figures/figure-comparison.schema.ts';
import './programme/figures/figure.mutations.ts';
import './programme/outcomes/outcome.mutations.ts';
import './programme/outcomes/outcome-totals.schema.ts';
import './graphql/scalars.ts';
import './import/import.mutations.ts';
import './catalog/people/people.query.ts';
import './catalog/people/person.mutations.ts';
import './catalog/people/person.schema.ts';
import './programme/speeches/speech.mutations.ts';
import './programme/speeches/speeches.query.ts';
import { builder } from './graphql/builder.ts';
import { declaredTypes } from './graphql/visibility.ts';

export const schema = builder.toSchema();

declaredTypes.close();
