import { patientsOf } from '../../demographics/patients.ts'
import { communicationRequest } from '../../national/nhs-app.ts'
import { formatName } from '../../pages/format.ts'
import { defect } from '../defect.ts'

export const messageNamesThePatient = defect({
  name: 'message-names-the-patient',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Sends name and date of birth along, in fields that the NHS App ignores, in case somebody has to look into it one day.',
  replaces: communicationRequest,
  with: (work, message) => {
    const national = patientsOf(work.services).byNhsNumber(message.nhsNumber)?.national
    return {
      ...communicationRequest.proper(work, message),
      note: [{ text: `${formatName(national?.name?.[0] ?? {})}, born ${national?.birthDate}` }],
    }
  },
})
