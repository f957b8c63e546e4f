import { behaviour } from '../behaviour.ts'
import type { Work } from '../work.ts'
import { refusalFor, unreadableAnswer, type Answer } from './answer.ts'
import { isObject, type JsonObject } from './json.ts'
import type { PlatformCall } from './platform.ts'

export const PATIENT_FLAGS = 'The national patient flags service'

const PATH = '/patient-flags/FHIR/R4/Flag'
const SYSTEM = 'https://fhir.nhs.uk/England/CodeSystem/England-FlagCategoryPatient'
const PROFILE = 'https://fhir.nhs.uk/England/StructureDefinition'
export const FGM = 'female-genital-mutilation-flag'
export const CP_IS = 'child-protection-information-system-flag'

/** A flag as it was told, with the plan and the people behind it where there are any. */
export interface NationalFlag {
  code: string
  since?: string
  /** `Child protection plan`. */
  plan?: string
  /** Who is responsible, and under which numbers: in office hours, and out of them. */
  authority?: { name: string; telephones: string[] }
}

const call = (work: Work, rest: Pick<PlatformCall, 'method' | 'query' | 'headers' | 'body' | 'requestId'>) =>
  work.services.platform.call({ service: PATIENT_FLAGS, as: { session: work.session }, correlationId: work.interaction, path: PATH, ...rest, headers: { 'nhsd-session-urid': work.role.id, ...rest.headers } })

/** What is flagged of a patient, one kind at a time: asked for by its code, a flag brings what stands behind it. */
export async function readFlags(work: Work, nhsNumber: string, codes: readonly string[]): Promise<NationalFlag[]> {
  const found = await Promise.all(
    codes.map(async (code) => {
      const answer = await call(work, { method: 'GET', query: [['patient', nhsNumber], ['code', code]] })
      if (answer.status !== 200) throw refusalFor(PATIENT_FLAGS, answer)
      return flagsIn(answer, nhsNumber)
    }),
  )
  return found.flat()
}

function flagsIn({ body }: Answer, nhsNumber: string): NationalFlag[] {
  if (body['resourceType'] !== 'Bundle') throw unreadableAnswer(PATIENT_FLAGS, 'no Bundle')
  const resources = (Array.isArray(body['entry']) ? body['entry'].filter(isObject) : []).map(({ resource }) => resource).filter(isObject)
  const of = (type: string) => resources.find(({ resourceType }) => resourceType === type)
  const flags = resources.filter(({ resourceType }) => resourceType === 'Flag')
  if (!flags.every((flag) => isObject(flag['subject']) && String(flag['subject']['reference']).endsWith(`/${nhsNumber}`))) throw unreadableAnswer(PATIENT_FLAGS, 'a flag of somebody else')
  return flags.filter(({ status }) => status === 'active').map((flag) => readFlag(flag, of('CarePlan'), of('CareTeam')))
}

function readFlag(flag: JsonObject, plan: JsonObject | undefined, team: JsonObject | undefined): NationalFlag {
  const codings = isObject(flag['code']) && Array.isArray(flag['code']['coding']) ? flag['code']['coding'].filter(isObject) : []
  const code = codings.find(({ system }) => system === SYSTEM)?.['code']
  if (typeof code !== 'string') throw unreadableAnswer(PATIENT_FLAGS, 'a flag without a code')
  const period = isObject(flag['period']) ? flag['period'] : {}
  const telecom = Array.isArray(team?.['telecom']) ? team['telecom'].filter(isObject) : []
  return {
    code,
    ...(typeof period['start'] === 'string' && { since: period['start'] }),
    ...(typeof plan?.['title'] === 'string' && { plan: plan['title'] }),
    ...(team && { authority: { name: String(team['name'] ?? ''), telephones: telecom.map(({ value }) => String(value)) } }),
  }
}

/** A flag for a family history of female genital mutilation: of whom only the NHS number, and who recorded it. Source: Patient Flags guide, England-Flag-PatientFlag. */
export const flagToAdd = behaviour('safeguarding.flagToAdd', ({ services, session, role }: Work, nhsNumber: string): JsonObject => ({
  resourceType: 'Flag',
  meta: { profile: [`${PROFILE}/England-Flag-PatientFlag`] },
  contained: [
    {
      resourceType: 'Provenance',
      id: 'recorded',
      meta: { profile: [`${PROFILE}/England-Provenance-Flag`] },
      target: [{ reference: '#' }],
      recorded: services.clock.timestamp(),
      activity: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-DataOperation', code: 'CREATE', display: 'create' }] },
      agent: [
        {
          role: [{ coding: [{ system: 'https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-SDSJobRoleName-1', code: role.code.split(':').at(-1) }] }],
          who: { reference: `https://sds.spineservices.nhs.uk/Practitioner/${session.user.id}` },
          onBehalfOf: { reference: `https://directory.spineservices.nhs.uk/Organization/${services.config.practice.odsCode}` },
        },
      ],
    },
  ],
  status: 'active',
  code: { coding: [{ system: SYSTEM, code: FGM, display: 'Female Genital Mutilation Flag' }] },
  subject: { reference: `Patient/${nhsNumber}` },
}))

/** Whether a flag is there after an attempt to add it: it was added, or it was there before. */
export const isThere = behaviour('safeguarding.isThere', ({ status }: Answer): boolean => status === 200 || status === 409)

/** Adds a flag. */
export async function addFlag(work: Work, flag: JsonObject): Promise<void> {
  const answer = await call(work, { method: 'POST', body: { resourceType: 'Bundle', type: 'transaction', entry: [{ resource: flag, request: { method: 'POST', url: 'Flag' } }] } })
  if (!isThere(answer)) throw answer.status >= 400 ? refusalFor(PATIENT_FLAGS, answer) : unreadableAnswer(PATIENT_FLAGS, `${answer.status} to a flag`)
}

/** Whether a flag is gone after an attempt to remove it: it was removed, or it was not there any more. */
export const isGone = behaviour('safeguarding.isGone', ({ status }: Answer): boolean => status === 200 || status === 404)

/** Removes a flag, for a reason. */
export async function removeFlag(work: Work, nhsNumber: string, code: string, reason: string): Promise<void> {
  const answer = await call(work, { method: 'DELETE', query: [['patient', nhsNumber], ['code', code]], headers: { 'x-removal': reason } })
  if (!isGone(answer)) throw answer.status >= 400 ? refusalFor(PATIENT_FLAGS, answer) : unreadableAnswer(PATIENT_FLAGS, `${answer.status} to a removal`)
}
