import { numbersNamed } from '../../laboratory/read-fhir-report.ts'
import { defect } from '../defect.ts'

export const patientOfTheEventTrusted = defect({
  name: 'patient-of-the-event-trusted',
  requirement: 'TIF-DDP-06',
  story: 'Takes whom a report is about from the event, and does not look at whom its results name.',
  replaces: numbersNamed,
  with: (_document, announced) => [announced],
})
