import type { Call } from '../../kit/call.ts'
import type { HealthcareWorker } from '../../kit/identity.ts'
import { errorSummary, markup, page, type Markup } from '../../kit/oidc/page.ts'
import type { Reply } from '../../kit/reply.ts'

/** People listed on the sign-in page at most. */
const LISTED = 40

const CANCEL = markup`<button class="plain" name="cancel" value="yes" formnovalidate>Cancel</button>`

/** The request comes along in the form's address, so that each page goes on where the last one was. */
const form = (parameters: URLSearchParams, content: Markup) => markup`<form method="post" action="authorize?${parameters}">${content}</form>`

/** Asks who is signing in. A name suffices: authenticators are not what is being assured. */
export function signInPage(call: Call, parameters: URLSearchParams, message?: string, status = 200): Reply {
  const people = [...call.environment.identity.workers.values()].slice(0, LISTED)
  const choice = ({ username, title, given, family }: HealthcareWorker) =>
    markup`<li><button class="plain" name="username" value="${username}" formnovalidate>${title} ${given} ${family} (${username})</button></li>`
  return page(
    status,
    'Sign in with your Care Identity',
    markup`${errorSummary(message)}
      <p>This is a stand-in for NHS Care Identity Service 2. Nobody here is real.</p>
      ${form(
        parameters,
        markup`<label for="username">User name or SDS user id</label>
          <input type="text" id="username" name="username" autocomplete="username" required autofocus />
          <div><button>Continue</button>${CANCEL}</div>
          <h2>Or choose who you are</h2>
          <ul class="choices">${people.map(choice)}</ul>`,
      )}`,
  )
}

/** Asks for one of several roles (scope `selectedrole`). */
export function rolePage(parameters: URLSearchParams, worker: HealthcareWorker): Reply {
  return page(
    200,
    'Choose your role',
    form(
      parameters,
      markup`<p>You are ${worker.title} ${worker.given} ${worker.family}.</p>
        <input type="hidden" name="username" value="${worker.username}" />
        <ul class="choices">
          ${worker.roles.map((role) => markup`<li><button class="plain" name="roleId" value="${role.id}">${role.name} at ${role.organisation}</button></li>`)}
        </ul>
        ${CANCEL}`,
    ),
  )
}

/** The application asks for more than the user's authenticator can give. */
export function assurancePage(parameters: URLSearchParams, worker: HealthcareWorker): Reply {
  return page(
    200,
    'You need a stronger way to sign in',
    markup`${errorSummary(`You signed in at authenticator assurance level ${worker.aal}, which this application does not accept.`)}
      ${form(parameters, markup`<p>Use your smartcard or security key, or go back to the application.</p>${CANCEL}`)}`,
  )
}
