import { el, table } from './dom.js'

/** All services with their addresses; or the reference page of one. */
export async function showServices(main, shared, [key]) {
  if (key) return showService(main, shared, key)
  const { hub } = shared
  const { prefix } = hub.environments.find(({ id }) => id === shared.environment)
  main.append(
    el('h1.nhsuk-heading-l', {}, 'Services'),
    el('p', {}, 'Base addresses in this environment. The same over plain HTTP at ', el('code', {}, hub.urls.http + prefix), hub.urls.mutual ? [', with mutual TLS at ', el('code', {}, hub.urls.mutual + prefix)] : '', '.'),
    el('div.app-scroll', {}, table('Services', ['Service', 'Base address', 'Operations'], hub.services.map((service) => [
      el('a', { href: `#/services/${encodeURIComponent(service.key)}` }, service.title),
      el('code', {}, (hub.urls.https ?? hub.urls.http) + prefix + service.basePath),
      String(service.operations.length),
    ]))),
    el('h2.nhsuk-heading-m', {}, 'Environments'),
    table('Environments', ['Environment', 'Address', 'Exchanges when this page was opened'], hub.environments.map((environment) => [environment.id, el('code', {}, (hub.urls.https ?? hub.urls.http) + environment.prefix), environment.journalled.toLocaleString('en-GB')])),
    ...closedOnes(hub.closed),
    ...hub.notes.flatMap(({ title, lines }) => [el('h2.nhsuk-heading-m', {}, title), el('ul.nhsuk-list.nhsuk-list--bullet', {}, lines.map((line) => el('li', {}, line)))]),
  )
}

/** Environments that the hub closed by itself or was asked to close. */
export function closedOnes(closed) {
  if (closed.length === 0) return []
  return [table('Environments that were closed', ['Environment', 'Closed at', 'Why'], closed.map(({ id, at, why }) => [id, new Date(at).toISOString().replace('T', ' ').slice(0, 19), why]))]
}

async function showService(main, shared, key) {
  const service = await shared.ask(`/services/${encodeURIComponent(key)}`)
  const items = (values) => (values.length ? el('ul.nhsuk-list.nhsuk-list--bullet', {}, values.map((value) => el('li', {}, value))) : el('p', {}, 'None.'))
  const names = (values) => (values.length ? el('ul.nhsuk-list.app-names', {}, values.map((value) => el('li', {}, value))) : el('p', {}, 'None.'))
  main.append(
    el('p', {}, el('a', { href: '#/services' }, 'All services')),
    el('h1.nhsuk-heading-l', {}, service.title),
    el('p', {}, service.spec.title, service.spec.version ? `, ${service.spec.version}` : '', ': ', service.spec.url.startsWith('https://') ? el('a', { href: service.spec.url, rel: 'noreferrer noopener', target: '_blank' }, service.spec.url) : service.spec.url),
    el('h2.nhsuk-heading-m', {}, 'Operations'),
    el('div.app-scroll', {}, table('Operations', ['Operation', 'Request', 'Who may call', 'Checked first'], service.operations.map(({ operation, method, path, access, checks }) => [operation, el('code', {}, `${method} ${path}`), access.join('; ') || 'anybody', checks.join(', ')]))),
    el('div.app-columns', {},
      el('div', {}, el('h2.nhsuk-heading-m', {}, 'Headers it looks at'), items(service.headers)),
      el('div', {}, el('h2.nhsuk-heading-m', {}, 'Who can use it'), items(service.identities)),
      el('div', {}, el('h2.nhsuk-heading-m', {}, 'Documented errors'), el('p', {}, 'Each can be had as a fault of kind "error".'), names(service.errors)),
      service.deliveries.length > 0 && el('div', {}, el('h2.nhsuk-heading-m', {}, 'Deliveries'), el('p', {}, 'What it sends by itself. Faults can make a delivery arrive twice or out of order.'), names(service.deliveries)),
      el('div', {}, el('h2.nhsuk-heading-m', {}, 'Controls'), el('p', {}, 'What the outside world does to it or sees of it, through the control API.'), names(service.controls)),
    ),
    ...coverageOf(service.coverage),
    el('h2.nhsuk-heading-m', {}, 'What is left out, and what is inferred'),
    el('div.app-gaps', {}, prose(service.gaps || 'Nothing.')),
  )
}

const FIGURES = { operations: 'Operations', statuses: 'Statuses of these operations', codes: 'Error codes of these operations', examples: 'Published bodies that tests use', scenarios: 'Sandbox scenarios whose operation and status ours has' }

/** How much of the published document is ours. */
function coverageOf(coverage) {
  if (!coverage) return []
  const rows = Object.entries(FIGURES).flatMap(([name, label]) => (coverage[name][1] === 0 ? [] : [[label, `${coverage[name][0]} of ${coverage[name][1]}`]]))
  return [el('h2.nhsuk-heading-m', {}, 'Coverage of the published document'), table('Coverage', ['', 'Ours, of what is published'], rows)]
}

/** The little Markdown that notes on a service use: headings, lists, paragraphs. */
function prose(markdown) {
  const blocks = markdown.replaceAll(/\n {2,}(?=\S)/g, ' ').split(/\n\n|\n(?=[-#|])|(?<=\n#[^\n]*)\n/).map((block) => block.trim()).filter((block) => block !== '' && !block.startsWith('# '))
  const parts = []
  for (const block of blocks) {
    const text = block.replace(/^(#+|-) /, '').replaceAll(/\*\*|`/g, '').replaceAll('\n', ' ')
    if (block.startsWith('#')) parts.push(el('h3.nhsuk-heading-s', {}, text))
    else if (!block.startsWith('- ')) parts.push(el('p', {}, text))
    else {
      if (parts.at(-1)?.tagName !== 'UL') parts.push(el('ul.nhsuk-list.nhsuk-list--bullet'))
      parts.at(-1).append(el('li', {}, text))
    }
  }
  return parts
}
