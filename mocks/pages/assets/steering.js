import { button, el, errorSummary, field, input, say, select, table } from './dom.js'

const HOUR = 3_600_000
const ANY = 'Any operation'
/** Which kinds of fault take which fields. */
const TAKES = { name: ['error'], ms: ['latency', 'timeout', 'slow-body'], status: ['status', 'html', 'malformed'], processed: ['timeout', 'status', 'html', 'malformed', 'reset'] }

/** Sets faults and moves the clock of the environment. */
export async function showSteering(main, shared, _rest, left) {
  const address = (path) => `/environments/${encodeURIComponent(shared.environment)}${path}`
  const waiting = el('div', {})
  const time = el('p', {})
  const problem = el('div', {})
  const services = shared.hub.services

  const service = select('fault-service', services.map(({ key, title }) => [key, title]))
  const operation = select('fault-operation', [])
  const kind = select('fault-kind', [])
  const name = select('fault-name', [])
  const ms = input('fault-ms', { inputmode: 'numeric', value: '2000', class: 'nhsuk-input nhsuk-input--width-5' })
  const status = input('fault-status', { inputmode: 'numeric', value: '503', class: 'nhsuk-input nhsuk-input--width-5' })
  const times = input('fault-times', { inputmode: 'numeric', value: '1', class: 'nhsuk-input nhsuk-input--width-5' })
  const subject = input('fault-subject', { class: 'nhsuk-input nhsuk-input--width-10' })
  const processed = el('input.nhsuk-checkboxes__input', { id: 'fault-processed', type: 'checkbox' })
  const always = el('input.nhsuk-checkboxes__input', { id: 'fault-always', type: 'checkbox', change: () => (times.disabled = always.checked) })
  const optional = {
    name: field('Documented error', name),
    ms: field('Milliseconds', ms),
    status: field('Status', status),
    processed: el('div.nhsuk-checkboxes.nhsuk-checkboxes--small.nhsuk-form-group', {}, el('div.nhsuk-checkboxes__item', {}, processed, el('label.nhsuk-label.nhsuk-checkboxes__label', { for: 'fault-processed' }, 'The service carries the request out before the answer is lost'))),
  }
  const fit = () => {
    const chosen = services.find(({ key }) => key === service.value)
    const kinds = [...shared.hub.callFaults, ...(chosen.deliveries.length ? shared.hub.deliveryFaults : [])]
    const was = kinds.includes(kind.value) ? kind.value : kinds[0]
    kind.replaceChildren(...kinds.map((each) => el('option', { value: each, selected: each === was }, each)))
    const places = shared.hub.deliveryFaults.includes(was) ? chosen.deliveries : chosen.operations
    const place = operation.value
    operation.replaceChildren(el('option', { value: '' }, ANY), ...places.map((each) => el('option', { value: each, selected: each === place }, each)))
    name.replaceChildren(...chosen.errors.map((each) => el('option', { value: each }, each)))
    for (const [taken, kinds] of Object.entries(TAKES)) optional[taken].hidden = !kinds.includes(kind.value)
  }
  service.addEventListener('change', fit)
  kind.addEventListener('change', fit)

  const set = async (event) => {
    event.preventDefault()
    problem.replaceChildren()
    const takes = (taken) => TAKES[taken].includes(kind.value)
    const fault = {
      service: service.value,
      kind: kind.value,
      ...(operation.value && { operation: operation.value }),
      ...(subject.value.trim() && { subject: subject.value.replaceAll(/\s/g, '') }),
      times: always.checked ? 'always' : Number(times.value),
      ...(takes('name') && { name: name.value }),
      ...(takes('ms') && { ms: Number(ms.value) }),
      ...(takes('status') && { status: Number(status.value) }),
      ...(takes('processed') && processed.checked && { processed: true }),
    }
    try {
      await shared.ask(address('/faults'), { method: 'POST', body: fault })
      say('The fault is set')
    } catch (error) {
      problem.replaceChildren(errorSummary(error.message))
    }
  }
  const move = async (body) => {
    problem.replaceChildren()
    try {
      const { clockOffset } = await shared.ask(address('/clock'), { method: 'PUT', body })
      if (shared.last) shared.last.clockOffset = clockOffset
      say('The clock is moved')
    } catch (error) {
      problem.replaceChildren(errorSummary(error.message))
    }
  }
  const amount = input('clock-amount', { inputmode: 'numeric', value: '1', class: 'nhsuk-input nhsuk-input--width-4' })
  const unit = select('clock-unit', [[60_000, 'minutes'], [HOUR, 'hours'], [24 * HOUR, 'days']], { 'aria-label': 'Unit' })

  main.append(
    el('h1.nhsuk-heading-l', {}, 'Faults and clock'),
    problem,
    el('div.app-columns', {},
      el('form', { submit: set },
        el('h2.nhsuk-heading-m', {}, 'Set a fault'),
        field('Service', service),
        field('Operation', operation),
        field('What goes wrong', kind),
        ...Object.values(optional),
        field('For how many calls', times),
        el('div.nhsuk-checkboxes.nhsuk-checkboxes--small.nhsuk-form-group', {}, el('div.nhsuk-checkboxes__item', {}, always, el('label.nhsuk-label.nhsuk-checkboxes__label', { for: 'fault-always' }, 'For every call, until removed'))),
        field('Only calls about this patient', subject, 'NHS number; leave empty for any'),
        el('button.nhsuk-button', { type: 'submit' }, 'Set the fault')),
      el('div', {},
        el('h2.nhsuk-heading-m', {}, 'Faults waiting for a call'),
        waiting,
        el('h2.nhsuk-heading-m', {}, 'Clock'),
        time,
        el('form', { submit: (event) => { event.preventDefault(); move({ advanceMs: Number(amount.value) * Number(unit.value) }) } },
          field('Move by', amount, 'A negative number moves it back'), field('Unit', unit),
          el('div.app-row', {}, el('button.nhsuk-button.nhsuk-button--small.nhsuk-button--secondary', { type: 'submit' }, 'Move the clock'), button('Back to real time', () => move({ reset: true }))))),
    ),
  )
  fit()

  const update = () => {
    if (!shared.last) return
    const { faults, clockOffset } = shared.last
    time.textContent = Math.abs(clockOffset) < 1500 ? 'It shows real time.' : `It is ${span(clockOffset)} real time.`
    waiting.replaceChildren(faults.length === 0
      ? el('p', {}, 'None.')
      : table('Faults waiting for a call', ['Fault', 'Where', ''], faults.map(({ id, fault, used, left: more }) => [
          el('span', {}, [fault.kind, fault.name, fault.status, fault.ms !== undefined && `${fault.ms} ms`, fault.processed && 'after carrying out'].filter(Boolean).join(', '), el('span.app-small', {}, `${more === 'always' ? 'every call' : `${more} more`}, met ${used} so far`)),
          el('span', {}, [fault.service, fault.operation ?? 'any operation', fault.subject].filter(Boolean).join(', ')),
          button('Remove', async () => void (await shared.ask(address(`/faults/${id}`), { method: 'DELETE' })), 'nhsuk-button--secondary', { 'aria-label': `Remove ${fault.kind} at ${fault.service}` }),
        ])))
  }
  let shown
  shared.heard.addEventListener('update', () => {
    const state = JSON.stringify([shared.last.faults, Math.round(shared.last.clockOffset / 1000)])
    if (state !== shown) update()
    shown = state
  }, { signal: left })
  update()
}

function span(ms) {
  const minutes = Math.round(Math.abs(ms) / 60_000)
  const parts = [[Math.floor(minutes / 1440), 'd'], [Math.floor((minutes % 1440) / 60), 'h'], [minutes % 60, 'min']].filter(([count]) => count > 0)
  return `${parts.map(([count, each]) => `${count} ${each}`).join(' ') || 'some seconds'} ${ms < 0 ? 'behind' : 'ahead of'}`
}
