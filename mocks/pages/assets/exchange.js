import { button, el, say } from './dom.js'

/** Everything about one exchange, and the command that sends it again. */
export function showExchange(pane, exchange, curl, { titles, close }) {
  const heading = el('h2.nhsuk-heading-m', { tabindex: '-1' }, `${exchange.operation === 'unmatched' ? 'No such operation' : exchange.operation} (no. ${exchange.seq})`)
  const command = el('pre.app-code', { tabindex: '0', id: 'curl', 'aria-label': 'As a curl command' }, curl)
  const copy = button('Copy as curl', async () => {
    try {
      await navigator.clipboard.writeText(curl)
      copy.textContent = 'Copied'
      say('Copied')
      setTimeout(() => (copy.textContent = 'Copy as curl'), 2000)
    } catch {
      // Without permission for the clipboard the command is selected, ready for Ctrl-C.
      getSelection().selectAllChildren(command)
      say('Press Ctrl-C to copy')
    }
  })
  const facts = [
    ['Service', titles[exchange.service] ?? 'No service has this path'],
    ['Arrived', new Date(exchange.at).toISOString()],
    ['Environment time', new Date(exchange.environmentTime).toISOString()],
    ['Took', `${Math.round(exchange.durationMs * 10) / 10} ms`],
    exchange.subject && ['Patient', exchange.subject],
    exchange.fault && ['Injected fault', exchange.fault],
    ['Carried out', exchange.processed ? 'yes' : 'no'],
  ].filter(Boolean)
  pane.replaceChildren(
    heading,
    el('div.app-row', {}, copy, button('Close', close)),
    ...exchange.violations.map(({ rule, detail, clause, pointer }) =>
      el('div.app-violation', {}, el('p', {}, el('strong', {}, detail)), el('p', {}, clause), el('p.app-small', {}, [rule, pointer && `at ${pointer}`].filter(Boolean).join(', ')))),
    el('dl.nhsuk-summary-list', {}, facts.map(([name, value]) => el('div.nhsuk-summary-list__row', {}, el('dt.nhsuk-summary-list__key', {}, name), el('dd.nhsuk-summary-list__value', {}, value)))),
    el('h3.nhsuk-heading-s', {}, 'Request'),
    code('Request', `${exchange.method} ${exchange.url}`, exchange.requestHeaders, exchange.requestBody),
    el('h3.nhsuk-heading-s', {}, 'Answer'),
    exchange.status === undefined ? el('p', {}, 'None: the connection was reset, or the answer is still under way.') : code('Answer', String(exchange.status), exchange.responseHeaders, exchange.responseBody),
    el('h3.nhsuk-heading-s', {}, 'Send it again'),
    command,
  )
  heading.focus()
}

const LONGEST_SHOWN = 200_000

function code(name, first, headers, body) {
  const shown = pretty(body ?? '')
  const cut = shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN)}\n… ${shown.length - LONGEST_SHOWN} characters more` : shown
  return el('pre.app-code', { tabindex: '0', 'aria-label': name }, [first, ...Object.entries(headers ?? {}).map(([key, value]) => `${key}: ${value}`), '', cut].join('\n'))
}

function pretty(body) {
  if (body.length > LONGEST_SHOWN || !/^\s*[[{]/.test(body)) return body
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    // Not JSON after all: shown as it came.
    return body
  }
}
