import { application } from '../../../kit/access.ts'
import { route } from '../../../kit/route.ts'
import { createCommunication, recipientOf } from '../create-communication.ts'
import type { NhsAppState } from '../state.ts'

/** Sends a push notification to the devices of one NHS App user. */
export const createNotification = route<NhsAppState>({
  operation: 'create-notification',
  method: 'POST',
  path: '/communication/notification/FHIR/R4/CommunicationRequest',
  access: [application()],
  subject: recipientOf,
  handle: (call) => createCommunication(call, 'notification'),
})
