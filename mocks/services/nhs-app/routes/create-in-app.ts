import { application } from '../../../kit/access.ts'
import { route } from '../../../kit/route.ts'
import { createCommunication, recipientOf } from '../create-communication.ts'
import type { NhsAppState } from '../state.ts'

/** Sends a message to the inbox of one NHS App user, followed by a push notification with the standard text. */
export const createInApp = route<NhsAppState>({
  operation: 'create-in-app',
  method: 'POST',
  path: '/communication/in-app/FHIR/R4/CommunicationRequest',
  access: [application()],
  subject: recipientOf,
  handle: (call) => createCommunication(call, 'in-app'),
})
