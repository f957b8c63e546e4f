/**
 * An element. Children are elements or text, and text stays text: nothing here ever becomes markup, whatever a candidate sent.
 * Attributes that are functions listen to the event of that name; `true` sets an empty attribute; false and undefined leave it out.
 */
export function el(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split('.')
  const element = document.createElement(name)
  if (classes.length) element.className = classes.join(' ')
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key, value)
    else if (value === true) element.setAttribute(key, '')
    else if (value !== false && value !== undefined) element.setAttribute(key, String(value))
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== false))
  return element
}

export const byId = (id) => document.getElementById(id)

/** A labelled field of a form. */
export function field(label, control, hint) {
  return el(
    'div.nhsuk-form-group',
    {},
    el('label.nhsuk-label', { for: control.id }, label),
    hint && el('div.nhsuk-hint', { id: `${control.id}-hint` }, hint),
    control,
  )
}

/** A drop-down list; each choice is a value, or a value and what to show for it. */
export function select(id, choices, attributes = {}) {
  return el('select.nhsuk-select', { id, ...attributes }, choices.map((choice) => {
    const [value, shown] = Array.isArray(choice) ? choice : [choice, choice]
    return el('option', { value }, shown)
  }))
}

export function input(id, attributes = {}) {
  return el('input.nhsuk-input', { id, type: 'text', autocomplete: 'off', spellcheck: 'false', ...attributes })
}

export function button(label, click, style = 'nhsuk-button--secondary', attributes = {}) {
  return el(`button.nhsuk-button.nhsuk-button--small.${style}`, { type: 'button', click, ...attributes }, label)
}

/** A table with a caption for those who cannot see it. */
export function table(caption, heads, rows) {
  return el(
    'table.nhsuk-table.app-list',
    {},
    el('caption.nhsuk-table__caption.nhsuk-u-visually-hidden', {}, caption),
    el('thead.nhsuk-table__head', {}, el('tr', {}, heads.map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody.nhsuk-table__body', {}, rows.map((cells) => el('tr.nhsuk-table__row', {}, cells.map((cell) => el('td.nhsuk-table__cell', {}, cell))))),
  )
}

/** Tells somebody who cannot see the page, and shows an error where it happened. */
export function say(text) {
  byId('status').textContent = text
}

export function errorSummary(message) {
  const box = el(
    'div.nhsuk-error-summary',
    { role: 'alert', tabindex: '-1' },
    el('h2.nhsuk-error-summary__title', {}, 'There is a problem'),
    el('div.nhsuk-error-summary__body', {}, el('p', {}, message)),
  )
  setTimeout(() => box.focus())
  return box
}
