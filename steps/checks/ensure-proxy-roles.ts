import { check, finding } from './check.ts'

/** A proxy role as it should stand nationally; what is absent may be anything. */
export interface ExpectedRole {
  proxy: string
  status: string
  basis?: string
  /** ODS code of the practice that granted it. */
  grantor?: string
  /** Birthday before which it has to end, YYYY-MM-DD: with the day before, or as the birthday begins. */
  before?: string
  /** Words kept with the present status. */
  words?: string
}

interface Consent {
  status?: string
  performer?: { identifier?: { value?: string } }[]
  policyRule?: { coding?: { code?: string }[] }
  provision?: { period?: { end?: string } }
  extension?: { url?: string; valueCodeableConcept?: { text?: string }; valueReference?: { identifier?: { value?: string } } }[]
}

const DAY = 86_400_000

/** Whether a period ends with the day before a birthday, whichever way that is written. An end that is a date includes that day (FHIR R4, Period.end). */
function endsBefore(end: string | undefined, birthday: string): boolean {
  if (end === undefined) return false
  const begins = Date.parse(`${birthday}T00:00:00Z`)
  const ends = end.length === 10 ? Date.parse(`${end}T00:00:00Z`) + DAY : Date.parse(end)
  // Midnight in the practice may be an hour before that in UTC, and an end may stop a second short of it.
  return ends <= begins && ends > begins - DAY
}

/** The patient has just these proxy roles nationally. Source: Validated Relationships Service API, Consent. */
export const ensureProxyRoles = check('nationally, just these people may act for the patient', async ({ outside }, { patient, roles }: { patient: string; roles: readonly ExpectedRole[] }) => {
  const held = (await outside['validated-relationships'].listConsents({ nhsNumber: patient })) as Consent[]
  if (held.length !== roles.length) return finding('more or fewer proxy roles', { expected: roles, seen: held.map(({ status, performer }) => ({ status, proxy: performer?.[0]?.identifier?.value })) })
  return roles.flatMap((expected, at) => {
    const { status, performer, policyRule, provision, extension = [] } = held[at]!
    const differs = (what: string, wanted: string | undefined, seen: string | undefined) => wanted !== undefined && wanted !== seen && finding(`another ${what}`, { expected: wanted, seen: seen ?? 'nothing' })
    const last = extension.findLast(({ url }) => url?.endsWith('Extension-England-Consent-Status-Reason'))
    return [
      differs('proxy', expected.proxy, performer?.[0]?.identifier?.value),
      differs('status', expected.status, status),
      differs('legal basis', expected.basis, policyRule?.coding?.[0]?.code),
      differs('practice that granted it', expected.grantor, extension.find(({ url }) => url?.endsWith('extension-Consent.grantor'))?.valueReference?.identifier?.value),
      expected.before !== undefined && !endsBefore(provision?.period?.end, expected.before) && finding('another end', { expected: `before ${expected.before}`, seen: provision?.period?.end ?? 'none' }),
      differs('reason', expected.words, last?.valueCodeableConcept?.text),
    ]
  })
})
