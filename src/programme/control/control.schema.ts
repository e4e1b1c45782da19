import type { StreamMode as Mode } from '../../announcements/content.ts';
import { mayOperate } from '../../auth/policies.ts';
import { querySql, sql } from '../../database/sql.ts';
import { builder, type OutputFields } from '../../graphql/builder.ts';
import type { Context } from '../../graphql/context.ts';
import { StreamMode } from '../../graphql/enums.schema.ts';
import { scopeColumns } from '../../graphql/scope-columns.ts';
import { mutationField } from '../../mutations/mutation-field.ts';
import { CeremonyRef } from '../ceremonies/ceremony.schema.ts';
import { acceptControl } from './accept-control.ts';
import { holdCeremony } from './hold-ceremony.ts';
import { type ControlResult, firstVersion } from './load-control.ts';
import { offerControl } from './offer-control.ts';
import { releaseControl } from './release-control.ts';
import { renewControl } from './renew-control.ts';
import { takeControl } from './take-control.ts';

interface Control {
  ceremonyId: string;
  holder: string | null;
  holderName: string | null;
  acquiredAt: Date;
  expiresAt: Date;
  offeredAt: Date | null;
  takenOverFrom: string | null;
  onHold: boolean;
  version: number;
  isValid: boolean;
}

const CeremonyControlRef = builder.objectRef<Control>('CeremonyControl').implement({
  description:
    'Who has control of a ceremony in one stream. While an operator has it, nobody else changes what the public sees of the ceremony. Without it, every operator of the exhibition can.',
  fields: (t) => ({
    holder: t.string({
      nullable: true,
      description:
        'The operator who has control: the name in the token, or its subject. Null if it has expired or was released.',
      resolve: ({ isValid, holderName }) => (isValid ? holderName : null),
    }),
    heldByCaller: t.boolean({
      description: 'True if the caller has control. Operators with tokens of one subject have it together.',
      resolve: ({ isValid, holder }, _args, { identity }) => isValid && holder === identity.subject,
    }),
    since: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The time at which the holder got control. Null without a holder.',
      resolve: ({ isValid, acquiredAt }) => (isValid ? acquiredAt : null),
    }),
    expiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'The time at which control ends unless it is renewed, by the clock of the database. Null without a holder.',
      resolve: ({ isValid, expiresAt }) => (isValid ? expiresAt : null),
    }),
    offeredAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'The time at which the holder offered control to the other operators. Null if it is not offered.',
      resolve: ({ isValid, offeredAt }) => (isValid ? offeredAt : null),
    }),
    takenOverFrom: t.string({
      nullable: true,
      description:
        'The operator from whom the holder took control over. Null if it was free, or was offered and accepted.',
      resolve: ({ isValid, takenOverFrom }) => (isValid ? takenOverFrom : null),
    }),
    onHold: t.exposeBoolean('onHold', {
      description:
        'True while the ceremony is on hold: nobody opens or closes it, signs in it or starts a speech. See `holdCeremony`.',
    }),
    version: t.exposeInt('version', {
      description:
        'Increases with each change of the holder, each offer and each hold. Mutations of control accept it as expectedVersion.',
    }),
  }),
});

const never: Omit<Control, 'ceremonyId'> = {
  holder: null,
  holderName: null,
  acquiredAt: new Date(0),
  expiresAt: new Date(0),
  offeredAt: null,
  takenOverFrom: null,
  onHold: false,
  version: firstVersion,
  isValid: false,
};

function loadControls({ database, loaders }: Context, ceremonyId: string, mode: Mode): Promise<Control> {
  return loaders.load(`control ${mode}`, ceremonyId, async (ids) => {
    const rows = await querySql<Control>(
      database,
      sql`SELECT "ceremonyId", "holder", "holderName", "acquiredAt", "expiresAt", "offeredAt", "takenOverFrom", "onHold", "version",
                 "holder" IS NOT NULL AND "expiresAt" > clock_timestamp() AS "isValid"
          FROM "CeremonyControl" WHERE "ceremonyId" = ANY(${[...ids]}::uuid[]) AND "mode" = ${mode}::"StreamMode"`,
    );
    return ids.map((id) => rows.find((row) => row.ceremonyId === id) ?? { ceremonyId: id, ...never });
  });
}

builder.prismaObjectField(CeremonyRef, 'control', (t) =>
  t.field({
    type: CeremonyControlRef,
    nullable: true,
    description: 'Who has control of the ceremony. Null for callers who are not operators of the exhibition.',
    args: {
      mode: t.arg({
        type: StreamMode,
        required: true,
        defaultValue: 'LIVE' as const,
        description: 'LIVE or REHEARSAL.',
      }),
    },
    select: { id: true, exhibition: { select: scopeColumns } },
    resolve: ({ id, exhibition }, { mode }, context) => {
      if (!mayOperate(context.identity, exhibition)) return null;
      // It expires by time, without a change of the database.
      context.answering.isVolatile = true;
      return loadControls(context, id, mode);
    },
  }),
);

function controlOutput(t: OutputFields<ControlResult>) {
  return {
    ceremony: t.prismaField({
      type: 'Ceremony',
      description: 'The ceremony.',
      resolve: (query, { ceremony }, _args, { database }) =>
        database.rows.ceremony.findUniqueOrThrow({ ...query, where: { id: ceremony } }),
    }),
    control: t.field({
      type: CeremonyControlRef,
      description: 'Who has control after the change.',
      resolve: ({ ceremony, mode }, _args, context) => loadControls(context, ceremony, mode),
    }),
  };
}

mutationField(takeControl, {
  description:
    'Takes control of a ceremony that nobody has, or takes it over. Desks renew it every twenty seconds; without that it ends after ninety. Requires an operator of the exhibition.',
  success: 'The caller has control.',
  fields: controlOutput,
});

mutationField(renewControl, {
  description:
    'Renews control for ninety seconds. Desks send it every twenty seconds. Requires an operator of the exhibition, who has control.',
  success: 'Control is renewed.',
  fields: controlOutput,
});

mutationField(offerControl, {
  description:
    'Offers control to the other operators of the exhibition, or withdraws the offer. Requires an operator of the exhibition, who has control.',
  success: 'The offer is made or withdrawn.',
  fields: controlOutput,
});

mutationField(acceptControl, {
  description: 'Accepts control that is offered. Requires an operator of the exhibition.',
  success: 'The caller has control.',
  fields: controlOutput,
});

mutationField(releaseControl, {
  description: 'Ends the control of the caller. Requires an operator of the exhibition.',
  success: 'Nobody has control.',
  fields: controlOutput,
});

mutationField(holdCeremony, {
  description:
    'Puts a ceremony on hold for everybody, or ends the hold: meanwhile nobody opens or closes it, signs in it or starts a speech. What is announced can be corrected and retracted, and notices can be published. The public does not see it. Requires an operator of the exhibition. While an operator has control of the ceremony, only that operator can call it.',
  success: 'The ceremony is on hold, or no longer.',
  fields: controlOutput,
});
