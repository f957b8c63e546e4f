import { communicationRequest } from '../../national/nhs-app.ts'
import { defect } from '../defect.ts'

export const campaignIsTheNhsNumber = defect({
  name: 'campaign-is-the-nhs-number',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Groups messages by patient: the campaign, which shows up in statistics, is the NHS number.',
  replaces: communicationRequest,
  with: (work, message) => {
    const request = communicationRequest.proper(work, message)
    const identifiers = request['identifier'] as object[]
    return {
      ...request,
      identifier: [...identifiers, { system: 'https://fhir.nhs.uk/NHSApp/campaign-id', value: `patient-${message.nhsNumber}` }],
    }
  },
})
