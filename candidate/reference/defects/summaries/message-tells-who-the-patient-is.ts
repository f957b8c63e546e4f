import { markup } from '../../spine/markup.ts'
import { recordTarget } from '../../summaries/hl7/summary-message.ts'
import { defect } from '../defect.ts'

export const messageTellsWhoThePatientIs = defect({
  name: 'message-tells-who-the-patient-is',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Puts the name and the date of birth into the message, so that nobody has to look them up.',
  replaces: recordTarget,
  with: (patient) => {
    const { name, birthDate } = patient.national
    const person = markup`<patientPerson classCode="PSN" determinerCode="INSTANCE"><name>${name?.[0]?.family ?? ''}</name><birthTime value="${birthDate ?? ''}"/></patientPerson>`
    return { xml: recordTarget.proper(patient).xml.replace('</patient>', `${person.xml}</patient>`) }
  },
})
