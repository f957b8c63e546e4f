import { check, finding } from './check.ts'

/** A proxy role as it should stand nationally; what is absent may be anything. */
export interface ExpectedRole {
  proxy: string
  status: string
  basis?: string
  /** ODS code of the practice that granted it. */
  grantor?: string
  /** Date on which it ends, YYYY-MM-DD. */
  until?: string
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
      differs('end', expected.until, provision?.period?.end?.slice(0, 10)),
      differs('reason', expected.words, last?.valueCodeableConcept?.text),
    ]
  })
})
