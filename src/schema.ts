/** The whole schema: every room adds its types when it is imported. */
import './announcements/announcements.subscription.ts';
import './auth/token.mutations.ts';
import './auth/viewer.schema.ts';
import './ceremonies/ceremony.mutations.ts';
import './ceremonies/ceremony.schema.ts';
import './companies/company.mutations.ts';
import './companies/exhibitor.schema.ts';
import './companies/organizations.query.ts';
import './deals/deal.mutations.ts';
import './deals/deals.query.ts';
import './desk/desk.schema.ts';
import './exhibitions/exhibition.mutations.ts';
import './exhibitions/exhibitions.query.ts';
import './exhibitions/industry.schema.ts';
import './exhibitions/series.schema.ts';
import './figures/figure-comparison.schema.ts';
import './figures/figure.mutations.ts';
import './graphql/scalars.ts';
import './speeches/person.schema.ts';
import './speeches/speech.mutations.ts';
import './speeches/speeches.query.ts';
import { builder } from './graphql/builder.ts';

export const schema = builder.toSchema();
