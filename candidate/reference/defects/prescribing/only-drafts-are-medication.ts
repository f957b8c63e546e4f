import { medicationNow } from '../../prescribing/warnings.ts'
import { defect } from '../defect.ts'

export const onlyDraftsAreMedication = defect({
  name: 'only-drafts-are-medication',
  requirement: 'E00100',
  story: 'Compares a new medicine with what is on the same form, and not with what the patient already has.',
  replaces: medicationNow,
  with: (services, patientId) => medicationNow.proper(services, patientId).filter(({ status }) => status === 'draft'),
})
