import { loadWorld } from '../../config/world.ts'
import { accreditationOfPractice } from './accreditation.ts'
import { mailboxOfPractice } from './mailbox.ts'

/**
 * What a candidate must hold before a run, as the file a supplier loads: the practice, those who work there, and the organisations
 * round about. No patients: every scenario makes its own.
 */
export function dataContract(): object {
  const { practice, registrationLinks, staff, organisations } = loadWorld()
  return {
    about: 'Synthetic data for an assurance run; nobody here is real. docs/candidate-contract.md says what to do with it.',
    practice,
    mesh: mailboxOfPractice(),
    registrationLinks,
    spine: accreditationOfPractice(),
    organisations,
    staff: staff
      .filter((worker) => worker.roles.some((role) => role.organisation === practice.odsCode))
      .map(({ id, persona, username, aal, title, given, family, professionalCodes, roles }) => ({ id, persona, username, aal, title, given, family, professionalCodes, roles })),
  }
}
