import type { Environment } from '../../kit/environment.ts'
import codes from './codes.json' with { type: 'json' }
import type { Json } from './json.ts'
import { KINDS } from './request.ts'
import type { FlagsState, PatientFlag, Removal } from './state.ts'

/** What a local authority tells of a plan. */
export interface Plan {
  nhsNumber: string
  plan: keyof typeof codes.plans
  localAuthority: { name: string; officeHours: string; outOfHours: string }
}

/** What others record, and what there is to see of it. */
export const controls = {
  /** A local authority tells of a child protection plan, a looked-after child or an unborn child's plan. */
  tellPlan(state: FlagsState, { nhsNumber, plan, localAuthority }: Plan, environment: Environment): PatientFlag {
    const [id, planId, teamId] = [state.random.uuid(), state.random.uuid(), state.random.uuid()]
    const start = new Date(environment.clock.now() - 60 * 86_400_000).toISOString()
    const details: Json[] = [
      { resourceType: 'CarePlan', id: planId, status: 'active', intent: 'plan', title: codes.plans[plan], subject: { reference: `Patient/${nhsNumber}` }, period: { start }, careTeam: [{ reference: `CareTeam/${teamId}` }] },
      {
        resourceType: 'CareTeam',
        id: teamId,
        status: 'active',
        name: localAuthority.name,
        subject: { reference: `Patient/${nhsNumber}` },
        telecom: [
          { system: 'phone', use: 'work', value: localAuthority.officeHours, rank: 1 },
          { system: 'phone', use: 'temp', value: localAuthority.outOfHours, rank: 2 },
        ],
      },
    ]
    const extension = [{ url: codes.extensions.detail, valueReference: { reference: `CarePlan/${planId}` } }]
    return add(state, environment, { id, nhsNumber, code: 'child-protection-information-system-flag', details, more: { extension, period: { start } } })
  },

  /** Somebody elsewhere, a hospital say, records a flag. */
  record(state: FlagsState, { nhsNumber, code }: { nhsNumber: string; code: string }, environment: Environment): PatientFlag {
    if (!KINDS[code]) throw new Error(`Failed to record a flag: saw ${code}, expected one of ${Object.keys(KINDS).join(', ')}.`)
    return add(state, environment, { id: state.random.uuid(), nhsNumber, code, details: [], more: {} })
  },

  /** Somebody elsewhere takes a flag away. */
  remove(state: FlagsState, { nhsNumber, code }: { nhsNumber: string; code: string }): void {
    const at = state.flags.findIndex((flag) => flag.nhsNumber === nhsNumber && flag.code === code)
    if (at < 0) throw new Error(`Failed to remove ${code}: nobody recorded it of this patient.`)
    state.flags.splice(at, 1)
  },

  /** Every flag of a patient, oldest first. */
  listFlags(state: FlagsState, { nhsNumber }: { nhsNumber: string }): PatientFlag[] {
    return state.flags.filter((flag) => flag.nhsNumber === nhsNumber)
  },

  /** What was taken away of a patient's flags, and why. */
  listRemovals(state: FlagsState, { nhsNumber }: { nhsNumber: string }): Removal[] {
    return state.removals.filter((removal) => removal.nhsNumber === nhsNumber)
  },
}

function add(state: FlagsState, { clock }: Environment, { id, nhsNumber, code, details, more }: { id: string; nhsNumber: string; code: string; details: Json[]; more: Json }): PatientFlag {
  const provenance = {
    resourceType: 'Provenance',
    id: state.random.uuid(),
    meta: { profile: [codes.profiles.provenance] },
    target: [{ reference: '#' }],
    recorded: new Date(clock.now()).toISOString(),
    agent: [{ who: { reference: 'https://sds.spineservices.nhs.uk/Practitioner/555254240999' }, onBehalfOf: { reference: 'https://directory.spineservices.nhs.uk/Organization/RZ9' } }],
  }
  const resource = {
    resourceType: 'Flag',
    id,
    meta: { profile: [codes.profiles.flag] },
    contained: [provenance],
    status: 'active',
    code: { coding: [{ system: codes.system, code, display: KINDS[code]!.display }] },
    subject: { reference: `Patient/${nhsNumber}` },
    ...more,
  }
  const flag = { id, nhsNumber, code, resource, details }
  state.flags.push(flag)
  return flag
}
