import type { Call } from '../../../kit/call.ts'
import { chosen, form } from '../../../kit/form.ts'
import { markup, page } from '../../../kit/oidc/page.ts'
import { empty, type Reply } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { errors } from '../errors.ts'
import { find } from '../sign.ts'
import type { SignatureRequest, SignatureState } from '../state.ts'

const waiting = (call: Call<SignatureState>): SignatureRequest => {
  const found = find(call, call.query.get('token') ?? '')
  return found.status === 'waiting' ? found : refuse(errors.expired())
}

/** Back to the application, where it said when it was registered. */
function back(call: Call<SignatureState>, { applicationId }: SignatureRequest): Reply {
  const location = call.environment.identity.applications.get(applicationId)?.redirectUris[0]
  return location === undefined ? page(200, 'You can close this page', markup`<p>Go back to your system.</p>`) : empty(302, { location })
}

/** Asks the user to confirm with whatever they hold; `mock=true`, as in NHS England's test environments, takes that as done. */
export const confirmPage = route<SignatureState>({
  operation: 'confirm-page',
  method: 'GET',
  path: '/sign',
  handle(call) {
    const request = waiting(call)
    if (call.query.get('mock') === 'true') {
      request.status = 'confirmed'
      return back(call, request)
    }
    const documents = request.payloads.length === 1 ? 'one document' : `${request.payloads.length} documents`
    return page(
      200,
      'Confirm your signature',
      markup`<p>This is a stand-in for the Digital Signature Service. You are about to sign ${documents}.</p>
        <form method="post" action="sign?token=${request.token}"><button name="answer" value="sign">Sign</button><button class="plain" name="answer" value="decline">Do not sign</button></form>`,
    )
  },
})

export const confirmPosted = route<SignatureState>({
  operation: 'confirm',
  method: 'POST',
  path: '/sign',
  handle(call) {
    const request = waiting(call)
    request.status = chosen(form(call), 'answer') === 'sign' ? 'confirmed' : 'declined'
    return back(call, request)
  },
})
