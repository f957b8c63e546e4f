import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { readNhsNumber } from '../demographics/nhs-number.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { NationalRefusal } from '../national/answer.ts'
import { changeRole, createRole, type ProxyRole } from '../national/validated-relationships.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { ABLE_TO_DECIDE, birthday, GROWN_UP, stageOf } from './age.ts'
import { asUser, presentRoles } from './show-proxies.ts'

/** Legal bases by their codes in England-NHSProxyLegalBasis. */
export const PARENTAL = 'parental-responsibility'
const CONSENT = 'consent'
const BEST_INTEREST = 'best-interest'
const BASES = [CONSENT, PARENTAL, BEST_INTEREST, 'health-and-welfare-lasting-power-of-attorney', 'court-appointed-personal-welfare-deputy']

/** Who judges whether somebody can decide for themselves: whoever amends health records. */
export const demandClinician = behaviour('proxyAccess.demandClinician', ({ role }: Work): void => demand(role, 'B0380'))

/**
 * Whether somebody may become a proxy on this basis, and until when at the latest: an instant, that at which a birthday begins.
 *
 * @throws Refusal `rule`, or `not-permitted` where a clinician has to judge
 */
export const endOfRole = behaviour('proxyAccess.endOfRole', (work: Work, { national: { birthDate } }: RegisteredPatient, basis: string): string | undefined => {
  if (birthDate === undefined) throw new Refusal('rule', 'The patient’s date of birth is not known: nobody can tell who decides for them.')
  const stage = stageOf(birthDate, work.services.clock.today())
  if (basis === CONSENT && stage === 'child') throw new Refusal('rule', 'The patient is too young to consent to somebody acting for them.')
  if (basis === PARENTAL && stage === 'adult') throw new Refusal('rule', 'Parental responsibility is no basis for a patient of sixteen or more: the patient has to consent.')
  if (basis === BEST_INTEREST || ((basis === CONSENT || basis === PARENTAL) && stage === 'young')) demandClinician(work)
  return basis === PARENTAL ? `${birthday(birthDate, stage === 'child' ? ABLE_TO_DECIDE : GROWN_UP)}T00:00:00Z` : undefined
})

/** Lets somebody act for a patient from now on. */
export async function grantProxy(work: Work, { patientId, proxy, basis }: { patientId: string; proxy: string; basis: string }): Promise<void> {
  demand(work.role, 'B0825')
  const { services } = work
  const patient = presentPatient(work, patientId)
  const number = readNhsNumber(proxy)
  if (number === patient.nhsNumber) throw new Refusal('invalid', [{ field: 'proxy', text: 'That is the patient’s own NHS number. Enter that of the person who is to act for them.' }])
  if (!BASES.includes(basis)) throw new Refusal('invalid', [{ field: 'basis', text: `Choose on what basis: ${BASES.join(', ')}.` }])
  const until = endOfRole(work, patient, basis)
  await changed(work, patient, { event: 'proxy-granted', proxy: number, basis }, () =>
    createRole(asUser(work), { patient: patient.nhsNumber, proxy: number, basis, from: services.clock.timestamp(), ...(until !== undefined && { until }), practice: services.config.practice.odsCode }),
  )
}

/** Decides about a request for proxy access. */
export async function decideProxy(work: Work, { patientId, role, accepted, reason }: { patientId: string; role: string; accepted: boolean; reason: string }): Promise<void> {
  demand(work.role, 'B0825')
  const patient = presentPatient(work, patientId)
  const asked = await roleToChange(work, patient, role)
  const practice = work.services.config.practice.odsCode
  if (!accepted) {
    const text = wordsFor(reason)
    return changed(work, patient, { event: 'proxy-rejected', proxy: asked.proxy, reason: text }, () => changeRole(asUser(work), asked, { status: 'rejected', reason: { code: 'OTHER', text }, practice }))
  }
  const until = endOfRole(work, patient, asked.basis)
  return changed(work, patient, { event: 'proxy-approved', proxy: asked.proxy, basis: asked.basis }, () => approve(work, asked, until))
}

/** Approves a request nationally: the role that was asked for becomes good, until a date at the latest. */
export const approve = behaviour('proxyAccess.approve', (work: Work, role: ProxyRole, until: string | undefined): Promise<void> =>
  changeRole(asUser(work), role, { status: 'active', reason: { code: 'ROLE_ACTIVATED' }, practice: work.services.config.practice.odsCode, ...(until !== undefined && { until }) }),
)

/** Ends a proxy role: from now on. */
export async function endProxy(work: Work, { patientId, role, reason }: { patientId: string; role: string; reason: string }): Promise<void> {
  demand(work.role, 'B0825')
  const patient = patientsOf(work.services).get(patientId)
  const text = wordsFor(reason)
  const ending = await roleToChange(work, patient, role)
  await changed(work, patient, { event: 'proxy-ended', proxy: ending.proxy, reason: text }, () =>
    changeRole(asUser(work), ending, { status: 'inactive', reason: { code: 'OTHER', text }, practice: work.services.config.practice.odsCode }),
  )
}

/** Why something is decided against somebody, in the user's words. Only they can know. */
export const wordsFor = behaviour('proxyAccess.wordsFor', (reason: string): string => {
  if (reason === '') throw new Refusal('invalid', [{ field: 'reason', text: 'Say why. The reason is kept with the proxy role.' }])
  return reason
})

/** The role as it stands now, which has to be one of this patient's. */
export const roleToChange = behaviour('proxyAccess.roleToChange', async (work: Work, { nhsNumber }: RegisteredPatient, id: string): Promise<ProxyRole> => {
  const role = (await presentRoles(work, nhsNumber)).find((each) => each.id === id)
  if (!role) throw new Refusal('not-found', 'This patient has no such proxy role, or it has ended. Look at who may act for the patient.')
  return role
})

/** Somebody who decides about their own record with this practice. */
function presentPatient(work: Work, patientId: string): RegisteredPatient {
  const patient = patientsOf(work.services).get(patientId)
  if (patient.status === 'left') throw new Refusal('rule', 'The patient is not registered here any more: their present practice decides who acts for them.')
  return patient
}

/** Does it nationally, and then writes down that it was done. */
async function changed(work: Work, { id }: RegisteredPatient, { event, ...detail }: { event: string } & Record<string, string>, change: () => Promise<void>): Promise<void> {
  try {
    await change()
  } catch (failure) {
    throw failure instanceof Refusal ? toldOfFailure(failure) : failure
  }
  audited(work, { event, action: 'U', patientId: id, detail })
}

/** What the user is told when a change was not done, or nobody knows. */
export const toldOfFailure = behaviour('proxyAccess.toldOfFailure', (failure: Refusal): Refusal => {
  if (!(failure instanceof NationalRefusal)) return failure
  const fate = failure.outcomeUnknown ? 'We do not know whether the proxy role was changed. Look at who may act for the patient before you try again.' : 'The proxy role was not changed.'
  return new Refusal(failure.code, `${failure.message} ${fate}`, { cause: failure })
})
