import { behaviour } from '../behaviour.ts'
import { businessFunction } from '../national/ers.ts'
import type { About } from '../national/ers/requests.ts'
import { staffMember, type PracticeData, type StaffMember } from '../practice/practice-data.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import type { Person } from './referral.ts'

/** Who may refer: referring clinicians, and those who do it on their behalf. Checked at every operation, whatever the page offers. */
export const demandReferrer = behaviour('referrals.demandReferrer', ({ role }: Work): void => demand(role, 'B1101', 'B1102'))

type StaffRole = { organisation: string; activities?: readonly string[] }

/** Clinicians in whose name the practice refers. */
export const referringClinicians = ({ practice, config }: { practice: PracticeData; config: Work['services']['config'] }): StaffMember[] =>
  practice.staff.filter(({ roles }) => (roles as readonly StaffRole[]).some(({ organisation, activities }) => organisation === config.practice.odsCode && activities?.includes('B1101')))

export const nameOfStaff = ({ title, given, family }: StaffMember) => [title, given, family].filter(Boolean).join(' ')

/**
 * In whose name a referral is made. A clinician refers in their own; who does it for them names the clinician.
 *
 * @throws Refusal `invalid` when none is named, or somebody who does not refer here
 */
export const clinicianFor = behaviour('referrals.clinicianFor', (work: Work, asked: string | undefined): Person => {
  const { user } = work.session
  if (businessFunction(work.role) === 'REFERRING_CLINICIAN') {
    if (asked !== undefined && asked !== user.id) throw new Refusal('invalid', [{ field: 'clinician', text: 'A clinician refers in their own name. Leave the clinician out.' }])
    return { id: user.id, name: user.name }
  }
  if (asked === undefined || asked === '') throw new Refusal('invalid', [{ field: 'clinician', text: 'Say for which clinician you refer.' }])
  const clinician = referringClinicians(work.services).find(({ id }) => id === asked)
  if (!clinician) {
    const known = staffMember(work.services.practice, asked)
    throw new Refusal('invalid', [{ field: 'clinician', text: `${known ? nameOfStaff(known) : 'This person'} does not refer patients at this practice. Choose a clinician who does.` }])
  }
  return { id: clinician.id, name: nameOfStaff(clinician) }
})

/** Who a request to e-RS is about, and in whose name: the clinician is named where somebody else acts for them. */
export const aboutOf = behaviour('referrals.aboutOf', (work: Work, nhsNumber: string, clinician: Person): About => ({
  nhsNumber,
  ...(businessFunction(work.role) === 'REFERRING_CLINICIAN_ADMIN' && { onBehalfOf: clinician.id }),
}))

/** What the audit trail says of the clinician for whom somebody acts: nothing where they act for themselves. */
export const authorityFor = behaviour('referrals.authorityFor', ({ session }: Work, clinician: Person): { authority?: Person } => (clinician.id === session.user.id ? {} : { authority: clinician }))
