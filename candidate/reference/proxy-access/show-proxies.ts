import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { findRoles, type Asking, type ProxyRole } from '../national/validated-relationships.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'

/** Who may act for a patient, as the national service says now. */
export interface ShownProxies {
  /** unchecked: it could not be asked; nobody is to take that for "nobody". */
  state: 'checked' | 'unchecked'
  problem?: string
  roles: ProxyRole[]
}

/** Roles that are good, or wait for a decision. What has ended is not shown among them. */
export const PRESENT = ['proposed', 'active'] as const

/** The service is asked in the user's own name. */
export const asUser = ({ services, session, interaction }: Work): Asking => ({ platform: services.platform, as: { session }, correlationId: interaction })

/** What is shown when the service cannot be asked. */
export const shownUnchecked = behaviour('proxyAccess.shownUnchecked', (problem: string): ShownProxies => ({
  state: 'unchecked',
  problem: `Who may act for this patient could not be checked. ${problem}`,
  roles: [],
}))

/** Roles of a patient that somebody has to know of. */
export const presentRoles = behaviour('proxyAccess.presentRoles', (work: Work, patient: string): Promise<ProxyRole[]> => findRoles(asUser(work), { patient, statuses: PRESENT }))

/** What whoever opens the record sees. Opening never fails for trouble of the service. */
export async function showProxies(work: Work, patientId: string): Promise<ShownProxies> {
  const { id, nhsNumber } = patientsOf(work.services).get(patientId)
  const shown = await presentRoles(work, nhsNumber).then(
    (roles): ShownProxies => ({ state: 'checked', roles }),
    (error: unknown): ShownProxies => {
      if (!(error instanceof Refusal)) throw error
      return shownUnchecked(error.message)
    },
  )
  audited(work, { event: 'proxies-viewed', action: 'R', patientId: id, detail: { state: shown.state } })
  return shown
}
