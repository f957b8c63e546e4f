import { form } from '../../../kit/form.ts'
import { route } from '../../../kit/route.ts'
import { logIn } from '../log-in.ts'
import type { NhsLoginState } from '../state.ts'

export const authorize = route<NhsLoginState>({ operation: 'authorize', method: 'GET', path: '/authorize', handle: (call) => logIn(call, call.query) })

/** A page's form, or a request that comes as a form to begin with. */
export const authorizeForm = route<NhsLoginState>({
  operation: 'authorizeForm',
  method: 'POST',
  path: '/authorize',
  handle: (call) => {
    const fields = form(call)
    return call.query.has('client_id') ? logIn(call, call.query, fields) : logIn(call, fields)
  },
})
