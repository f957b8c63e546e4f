import type { RequestContext } from '../area.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { findRoles, type ProxyRole } from '../national/validated-relationships.ts'
import { Refusal } from '../refusal.ts'
import { stageOf } from './age.ts'
import { PARENTAL } from './change-proxies.ts'
import { PRESENT } from './show-proxies.ts'

/** Whether the end of a role has come. An end that is a date includes that day. Source: FHIR R4, Period.end. */
const hasEnded = (until: string, now: string): boolean => (until.length === 10 ? now.slice(0, 10) > until : Date.parse(now) >= Date.parse(until))

/** Whether a role is good at this moment: active, within its time, and its basis still one for the patient's age. */
export const isInForce = behaviour('proxyAccess.isInForce', ({ status, from, until, basis }: ProxyRole, birthDate: string | undefined, now: string): boolean => {
  if (status !== 'active' || (from !== undefined && Date.parse(now) < Date.parse(from)) || (until !== undefined && hasEnded(until, now))) return false
  return basis !== PARENTAL || (birthDate !== undefined && stageOf(birthDate, now.slice(0, 10)) !== 'adult')
})

/** Roles between the two of them. Asked anew for every call: what was ended is ended at once. */
export const rolesBetween = behaviour('proxyAccess.rolesBetween', async (context: RequestContext, { proxy, patient }: { proxy: string; patient: string }): Promise<ProxyRole[]> => {
  const asking = { platform: context.get('services').platform, as: 'application' as const, correlationId: context.get('interaction') }
  return (await findRoles(asking, { patient, proxy, statuses: PRESENT })).filter((role) => role.patient === patient && role.proxy === proxy)
})

/** Whether the patient's app may act when the service cannot be asked: not without knowing. */
export const mayActUnchecked = behaviour('proxyAccess.mayActUnchecked', (): boolean => false)

/** Whether somebody may act for a patient at this moment. */
export async function mayActFor(context: RequestContext, between: { proxy: string; patient: string }): Promise<boolean> {
  const services = context.get('services')
  const birthDate = patientsOf(services).byNhsNumber(between.patient)?.national.birthDate
  try {
    const now = services.clock.timestamp()
    return (await rolesBetween(context, between)).some((role) => isInForce(role, birthDate, now))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return mayActUnchecked()
  }
}
