import type { Routes } from '../area.ts'
import { searchset } from '../fhir/bundle.ts'
import { fhir, readResource } from '../http/respond.ts'
import { requireActivity } from '../session/permission.ts'
import { fhirInvitation, invitationIn } from './fhir-invitation.ts'
import { listInvitations } from './list-invitations.ts'
import { invite, inviteAgain } from './send-invitation.ts'

/** Invitations over FHIR R4. Who may invite is checked by the operation. */
export function invitationsApi(routes: Routes): void {
  routes.post('/CommunicationRequest', async (context) => {
    const invitation = await invite(context.get('work'), invitationIn(await readResource(context)))
    return fhir(context, fhirInvitation(invitation), { status: 201, version: invitation.version, location: `/FHIR/R4/CommunicationRequest/${invitation.id}` })
  })

  routes.get('/CommunicationRequest', requireActivity('B0825', 'B0370'), (context) =>
    fhir(context, searchset(listInvitations(context.get('work')).map((invitation) => ({ resource: fhirInvitation(invitation) })))),
  )

  routes.post('/CommunicationRequest/:id/$send-again', async (context) => {
    const invitation = await inviteAgain(context.get('work'), context.req.param('id'))
    return fhir(context, fhirInvitation(invitation), { version: invitation.version })
  })
}
