import type { Call } from '../../kit/call.ts'
import type { Application } from '../../kit/identity.ts'
import { fail } from './errors.ts'
import { countRequest } from './rate-limit.ts'
import type { OAuth2State } from './state.ts'

/** The application that a form's `client_id` and `client_secret` name, checked in the platform's order. */
export function verifyClientSecret(call: Call<OAuth2State>, form: URLSearchParams): Application {
  const id = form.get('client_id')
  if (id === null) return fail(call, 'client-id-missing', 'client_id is absent', '/client_id')
  const application = call.environment.identity.applications.get(id)
  if (!application) return fail(call, 'client-invalid', `no application has the API key ${id}`, '/client_id')
  countRequest(call, id)
  const secret = form.get('client_secret')
  if (secret === null) return fail(call, 'client-secret-missing', 'client_secret is absent', '/client_secret')
  if (secret !== application.secret) return fail(call, 'client-invalid', 'the secret is not the one registered', '/client_secret')
  return application
}
