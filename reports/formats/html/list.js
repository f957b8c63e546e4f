// Narrows a long list down. Everything can be read without it.
(() => {
  const controls = document.querySelector('[data-filter]')
  if (!controls) return
  const fields = [...controls.querySelectorAll('input, select')]
  const items = [...document.querySelectorAll('[data-item]')].map((element) => ({ element }))
  const groups = [...document.querySelectorAll('[data-group]')]
  const count = document.querySelector('[data-count]')
  const asked = new URLSearchParams(location.search)
  for (const field of fields) field.value = asked.get(field.name) ?? ''
  for (const field of fields) if (field.selectedIndex === -1) field.value = ''

  const textOf = (item) => (item.text ??= item.element.textContent.toLowerCase())
  const apply = () => {
    let shown = 0
    for (const item of items) {
      const { element } = item
      const fits = fields.every(({ name, value }) => value === '' || (name === 'text' ? textOf(item).includes(value.trim().toLowerCase()) : (element.dataset[name] ?? '').split(' ').includes(value)))
      if (element.hidden === fits) element.hidden = !fits
      if (fits) shown += 1
    }
    for (const group of groups) group.hidden = !group.querySelector('[data-item]:not([hidden])')
    count.textContent = shown === items.length ? `All ${items.length} shown` : `${shown} of ${items.length} shown`
  }
  controls.hidden = false
  controls.addEventListener('input', apply)
  apply()
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView()
})()
