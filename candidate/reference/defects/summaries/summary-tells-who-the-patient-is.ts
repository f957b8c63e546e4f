import { summaryBundle } from '../../summaries/build-bundle.ts'
import { defect } from '../defect.ts'

export const summaryTellsWhoThePatientIs = defect({
  name: 'summary-tells-who-the-patient-is',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Sends the patient as it has them, with name, address and telephone number.',
  replaces: summaryBundle,
  with: (work, patient, sections, ids) => {
    const bundle = summaryBundle.proper(work, patient, sections, ids)
    const entry = (bundle['entry'] as { resource: Record<string, unknown> }[]).map((each) =>
      each.resource['resourceType'] === 'Patient' ? { ...each, resource: { ...each.resource, name: patient.national.name, birthDate: patient.national.birthDate, address: patient.national.address } } : each,
    )
    return { ...bundle, entry }
  },
})
