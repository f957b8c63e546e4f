import { byId, el, errorSummary, say } from './dom.js'
import { ask, listen } from './hub.js'
import { closedOnes, showServices } from './services.js'
import { showSteering } from './steering.js'
import { showTraffic } from './traffic.js'

const VIEWS = { traffic: ['Traffic', showTraffic], services: ['Services', showServices], steering: ['Faults and clock', showSteering] }

/** What all views share: the hub as it was when the page was opened, the environment that is looked at, and what was last heard of it. */
const shared = { hub: undefined, environment: undefined, last: undefined, heard: new EventTarget(), filter: '', ask, listenAgain }

let listening = new AbortController()
let left = new AbortController()

/** Listens to the environment that is looked at, with the filter of the list. */
function listenAgain() {
  listening.abort()
  listening = new AbortController()
  listen(`/environments/${encodeURIComponent(shared.environment)}/live?${shared.filter}`, {
    signal: listening.signal,
    state: (connected) => shared.heard.dispatchEvent(new CustomEvent('connected', { detail: connected })),
    hear: (name, data) => {
      if (name === 'update') shared.last = data
      if (name === 'closed') listening.abort()
      shared.heard.dispatchEvent(new CustomEvent(name, { detail: data }))
    },
  })
}

function showView() {
  const [view, ...rest] = location.hash.replace(/^#\//, '').split('/').map(decodeURIComponent)
  const [title, show] = VIEWS[view] ?? VIEWS.traffic
  left.abort()
  left = new AbortController()
  document.title = `${title} - Assay mocked national services`
  byId('menu').replaceChildren(...Object.entries(VIEWS).map(([name, [label]]) =>
    el(`li.nhsuk-header__navigation-item${label === title ? '.nhsuk-header__navigation-item--current' : ''}`, {},
      el('a.nhsuk-header__navigation-link', { href: `#/${name}`, 'aria-current': label === title ? 'page' : undefined }, label))))
  const main = byId('main')
  main.replaceChildren()
  Promise.resolve(show(main, shared, rest, left.signal)).catch((error) => main.prepend(errorSummary(error.message)))
}

function tick() {
  if (!shared.last) return
  const { clockOffset } = shared.last
  const moved = Math.abs(clockOffset) > 1500
  const clock = byId('clock')
  clock.className = moved ? 'app-clock app-clock--moved' : 'app-clock'
  clock.textContent = new Date(Date.now() + clockOffset).toISOString().replace('T', ' ').slice(0, 19) + (moved ? ' (clock moved)' : '')
}

async function start() {
  try {
    shared.hub = await ask('/hub')
  } catch (error) {
    byId('main').replaceChildren(errorSummary(error.status === 401 ? 'This tab does not know the key of these pages. Open the whole address that the hub printed when it started, with what stands behind the #.' : error.message))
    return
  }
  const choice = byId('environment')
  const open = shared.hub.environments.map(({ id }) => id)
  choice.append(...open.map((id) => el('option', { value: id }, id)))
  shared.environment = open.includes(sessionStorage.getItem('environment')) ? sessionStorage.getItem('environment') : open[0]
  if (shared.environment === undefined) return byId('main').replaceChildren(errorSummary('No environment is open in this hub. Load the page again once one is.'), ...closedOnes(shared.hub.closed))
  choice.value = shared.environment
  choice.addEventListener('change', () => {
    shared.environment = choice.value
    sessionStorage.setItem('environment', choice.value)
    shared.last = undefined
    listenAgain()
    showView()
  })
  byId('environment-choice').hidden = false
  byId('skip').addEventListener('click', (event) => {
    event.preventDefault()
    byId('main').focus()
  })
  shared.heard.addEventListener('connected', ({ detail }) => say(detail ? 'Connected to the hub' : 'The hub does not answer'))
  shared.heard.addEventListener('update', tick)
  setInterval(tick, 1000)
  addEventListener('hashchange', showView)
  listenAgain()
  showView()
}

start()
