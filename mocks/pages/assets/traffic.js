import { button, el, errorSummary, field, input, select } from './dom.js'
import { showExchange } from './exchange.js'

const MOST_ROWS = 100

/** The list of exchanges, newest first, with new ones coming in on top, and the exchange that was opened beside it. */
export async function showTraffic(main, shared, [opened], left) {
  const titles = Object.fromEntries(shared.hub.services.map(({ key, title }) => [key, title]))
  const basePaths = Object.fromEntries(shared.hub.services.map(({ key, basePath }) => [key, basePath]))
  const below = ({ service: key, url }) => (basePaths[key] && url.startsWith(basePaths[key]) ? `…${url.slice(basePaths[key].length)}` : url)
  const rows = new Map()
  let older = false
  let paused = false
  let missed = 0

  const service = select('service', [['', 'All services'], ...shared.hub.services.map(({ key, title }) => [key, title]), ['unmatched', 'No service has the path']])
  const text = input('text', { maxlength: 100 })
  const violations = el('input.nhsuk-checkboxes__input', { id: 'violations', type: 'checkbox' })
  const pause = button('Pause', () => {
    paused = !paused
    pause.textContent = paused ? 'Go on' : 'Pause'
    if (!paused) newest()
  })
  const news = el('p.app-row', { hidden: true })
  const empty = el('p', {}, 'Nothing yet. Point your system at the addresses under Services, and watch its calls arrive here.')
  const body = el('tbody.nhsuk-table__body', { keydown: moveByArrow })
  const list = el(
    'table.nhsuk-table.app-traffic',
    {},
    el('caption.nhsuk-table__caption.nhsuk-u-visually-hidden', {}, 'Exchanges, newest first'),
    el('thead.nhsuk-table__head', {}, el('tr', {}, el('th.app-time', { scope: 'col' }, 'Time'), el('th', { scope: 'col' }, 'Exchange'), el('th.app-status', { scope: 'col' }, 'Answer'), el('th.app-problem', { scope: 'col' }, 'Broken rules'))),
    body,
  )
  const detail = el('section.app-exchange', { 'aria-label': 'Exchange', hidden: true })
  const panes = el('div.app-panes', {}, el('div', {}, news, empty, list, el('div.app-row', {}, button('Older', () => olderPage()), button('Newest', () => newest()))), detail)
  const lost = el('p.nhsuk-hint', { hidden: true })
  main.append(
    el('h1.nhsuk-heading-l.nhsuk-u-margin-bottom-3', {}, 'Traffic'),
    el('div.app-filters', {},
      field('Service', service),
      field('Operation, path, patient or status', text),
      el('div.nhsuk-checkboxes.nhsuk-checkboxes--small', {}, el('div.nhsuk-checkboxes__item', {}, violations, el('label.nhsuk-label.nhsuk-checkboxes__label', { for: 'violations' }, 'Broken rules only'))),
      pause,
    ),
    lost,
    panes,
  )

  const filter = () => new URLSearchParams({ ...(service.value && { service: service.value }), ...(text.value.trim() && { text: text.value.trim() }), ...(violations.checked && { violations: 'true' }) })
  const refilter = () => {
    shared.filter = filter().toString()
    clear()
    shared.listenAgain()
  }
  service.addEventListener('change', refilter)
  violations.addEventListener('change', refilter)
  let typing
  text.addEventListener('input', () => {
    clearTimeout(typing)
    typing = setTimeout(refilter, 250)
  })

  function clear() {
    rows.clear()
    body.replaceChildren()
    older = false
    missed = 0
    news.hidden = true
    empty.hidden = true
  }

  function newest() {
    clear()
    shared.listenAgain()
  }

  async function olderPage() {
    const last = Math.min(...rows.keys())
    if (!Number.isFinite(last)) return
    const page = await shared.ask(`/environments/${encodeURIComponent(shared.environment)}/traffic?${filter()}&before=${last}`)
    if (!page.lines.length) return tellNews('There is nothing older.')
    clear()
    older = true
    put(page.lines)
    tellNews('You are looking at older exchanges.')
    body.querySelector('button')?.focus()
  }

  function tellNews(sentence) {
    news.replaceChildren(el('span', {}, sentence), button('Show the newest', () => newest()))
    news.hidden = false
  }

  function put(lines) {
    // Newest first as they come, so that each goes on top of what is there.
    for (const line of [...lines].reverse()) {
      const row = rowOf(line)
      const there = rows.get(line.seq)
      const focused = there?.contains(document.activeElement)
      if (there) there.replaceWith(row)
      else body.insertBefore(row, [...body.children].find((each) => Number(each.dataset.seq) < line.seq) ?? null)
      if (focused) row.querySelector('button').focus()
      rows.set(line.seq, row)
    }
    for (const seq of [...rows.keys()].sort((a, b) => b - a).slice(MOST_ROWS)) {
      rows.get(seq).remove()
      rows.delete(seq)
    }
    empty.hidden = rows.size > 0
  }

  function rowOf(line) {
    const failed = line.status === undefined ? line.durationMs > 0 : line.status >= 400
    const answer = line.status === undefined ? (line.durationMs > 0 ? 'no answer' : 'under way') : String(line.status)
    return el(
      'tr.nhsuk-table__row',
      { 'data-seq': line.seq, 'aria-current': String(line.seq) === opened ? 'true' : undefined },
      el('td.nhsuk-table__cell', {}, new Date(line.at).toTimeString().slice(0, 8), el('span.app-small', {}, `no. ${line.seq}`)),
      el('td.nhsuk-table__cell', {},
        el('button.app-open', { type: 'button', click: () => open(String(line.seq)) }, line.operation === 'unmatched' ? 'No such operation' : line.operation),
        el('span.app-small', {}, titles[line.service] ?? 'No service has this path'),
        el('span.app-path', {}, `${line.method} ${below(line)}`)),
      el('td.nhsuk-table__cell', {}, el(`strong.nhsuk-tag.app-tag${failed ? '.nhsuk-tag--red' : '.nhsuk-tag--green'}`, {}, answer), line.fault && el('span.app-small', {}, `fault: ${line.fault}`)),
      el('td.nhsuk-table__cell', {}, line.violations === 0
        ? ''
        : [el('span', {}, line.first.detail), el('span.app-small', {}, line.first.clause), line.first.pointer && el('span.app-small', {}, `at ${line.first.pointer}`), line.violations > 1 && el('span.app-small', {}, `and ${line.violations - 1} more`)]),
    )
  }

  async function open(seq) {
    opened = seq
    history.replaceState(null, '', `#/traffic/${encodeURIComponent(seq)}`)
    for (const row of body.children) if (row.dataset.seq === seq) row.setAttribute('aria-current', 'true')
    else row.removeAttribute('aria-current')
    panes.classList.add('app-panes--open')
    detail.hidden = false
    detail.scrollTop = 0
    try {
      const { exchange, curl } = await shared.ask(`/environments/${encodeURIComponent(shared.environment)}/exchanges/${encodeURIComponent(seq)}`)
      if (opened === seq) showExchange(detail, exchange, curl, { titles, close: () => close(seq) })
    } catch (error) {
      detail.replaceChildren(errorSummary(error.message))
    }
  }

  function close(seq) {
    opened = undefined
    history.replaceState(null, '', '#/traffic')
    panes.classList.remove('app-panes--open')
    detail.hidden = true
    const row = rows.get(Number(seq))
    row?.removeAttribute('aria-current')
    ;(row?.querySelector('button') ?? pause).focus()
  }

  detail.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && opened !== undefined) close(opened)
  })

  shared.heard.addEventListener('update', ({ detail: { lines, dropped } }) => {
    if (paused || older) {
      missed += lines.filter(({ seq }) => !rows.has(seq)).length
      if (missed) tellNews(`${missed}${missed >= MOST_ROWS ? ' or more' : ''} new ${missed === 1 ? 'exchange' : 'exchanges'}.`)
    } else put(lines)
    empty.hidden = rows.size > 0
    lost.hidden = dropped === 0
    lost.textContent = `The journal is full; the oldest ${dropped.toLocaleString('en-GB')} exchanges were let go.`
  }, { signal: left })
  shared.heard.addEventListener('closed', ({ detail }) => tellNews(`This environment was closed${detail.why ? `, since ${detail.why}` : ''}. Open the page again to choose another.`), { signal: left })
  shared.heard.addEventListener('connected', ({ detail: connected }) => {
    if (!connected) tellNews('The hub does not answer. Trying again.')
    else if (!older && !paused) news.hidden = true
  }, { signal: left })

  shared.filter = ''
  if (shared.last) newest()
  if (opened) await open(opened)
}

/** Up and down go from exchange to exchange. */
function moveByArrow(event) {
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key]
  const next = step && event.target.closest('tr')?.[step]
  if (!next) return
  event.preventDefault()
  next.querySelector('button').focus()
}
