import { patientOfForm } from '../../demographics/edit-pages.ts'
import { fetchRecord } from '../../demographics/open-patient.ts'
import { patientsOf } from '../../demographics/patients.ts'
import { defect, swap } from '../defect.ts'

/** NHS number of the record that a session opened last. */
const openedLast = new Map<string, string>()

export const savedIntoTheRecordOpenedLast = defect({
  name: 'saved-into-the-record-opened-last',
  requirement: 'TIF-CS-10',
  story: 'Keeps the patient in the session, not in the form. With two windows open, one patient’s details go into the other’s record.',
  replaces: patientOfForm,
  with: (context) => {
    const { session, services } = context.get('work')
    return patientsOf(services).byNhsNumber(openedLast.get(session.id) ?? '')?.id ?? patientOfForm.proper(context)
  },
  also: [
    swap(fetchRecord, (work, nhsNumber) => {
      openedLast.set(work.session.id, nhsNumber)
      return fetchRecord.proper(work, nhsNumber)
    }),
  ],
})
