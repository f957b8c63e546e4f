import { form } from '../../../kit/form.ts'
import { route } from '../../../kit/route.ts'
import { signIn } from '../sign-in.ts'
import type { Cis2State } from '../state.ts'

export const authorize = route<Cis2State>({ operation: 'authorize', method: 'GET', path: '/authorize', handle: (call) => signIn(call, call.query) })

/** A page's form, or a request that comes as a form to begin with. */
export const authorizeForm = route<Cis2State>({
  operation: 'authorizeForm',
  method: 'POST',
  path: '/authorize',
  handle: (call) => {
    const fields = form(call)
    return call.query.has('client_id') ? signIn(call, call.query, fields) : signIn(call, fields)
  },
})
