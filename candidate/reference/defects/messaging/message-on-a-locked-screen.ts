import { channelFor, communicationRequest } from '../../national/nhs-app.ts'
import { defect, swap } from '../defect.ts'

export const messageOnALockedScreen = defect({
  name: 'message-on-a-locked-screen',
  requirement: 'E00367',
  story: 'Sends the text as a push notification, so that it is noticed at once: by everybody who sees the telephone lying there.',
  replaces: channelFor,
  with: () => 'notification' as const,
  also: [
    swap(communicationRequest, (work, message) => ({
      ...communicationRequest.proper(work, message),
      payload: [
        { contentReference: { reference: 'https://www.nhsapp.service.nhs.uk/patient/messages', display: message.text.slice(0, 200) } },
      ],
    })),
  ],
})
