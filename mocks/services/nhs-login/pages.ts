import type { Call } from '../../kit/call.ts'
import type { Citizen } from '../../kit/identity.ts'
import { errorSummary, markup, page, type Markup } from '../../kit/oidc/page.ts'
import type { Reply } from '../../kit/reply.ts'

/** People listed on the page at most. */
const LISTED = 40

const CANCEL = markup`<button class="plain" name="cancel" value="yes" formnovalidate>Go back to the service</button>`

const form = (parameters: URLSearchParams, content: Markup) => markup`<form method="post" action="authorize?${parameters}">${content}</form>`

/** Asks who is logging in. An email address or NHS number suffices: passwords are not what is being assured. */
export function logInPage(call: Call, parameters: URLSearchParams, message?: string, status = 200): Reply {
  const people = [...call.environment.identity.citizens.values()].slice(0, LISTED)
  const choice = ({ nhsNumber, given, family, proofing }: Citizen) =>
    markup`<li><button class="plain" name="username" value="${nhsNumber}" formnovalidate>${given} ${family} (${proofing})</button></li>`
  return page(
    status,
    'Enter your email address',
    markup`${errorSummary(message)}
      <p>This is a stand-in for NHS login. Nobody here is real.</p>
      ${form(
        parameters,
        markup`<label for="username">Email address or NHS number</label>
          <input type="text" id="username" name="username" autocomplete="username" required autofocus />
          <div><button>Continue</button>${CANCEL}</div>
          ${people.length > 0 ? markup`<h2>Or choose who you are</h2><ul class="choices">${people.map(choice)}</ul>` : ''}`,
      )}`,
  )
}

/** The service wants to know more surely who the user is than NHS login does. */
export function proofingPage(parameters: URLSearchParams, citizen: Citizen): Reply {
  return page(
    200,
    'You need to prove who you are',
    markup`${errorSummary(`Your identity has been checked to level ${citizen.proofing}, which is not enough for this service.`)}
      ${form(parameters, markup`<p>Proving it takes place outside this stand-in.</p>${CANCEL}`)}`,
  )
}
