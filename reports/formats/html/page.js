// Opens what a link points at, and everything before printing. Everything can be read without it.
(() => {
  const openTarget = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1))
    if (target instanceof HTMLDetailsElement) target.open = true
  }
  addEventListener('hashchange', openTarget)
  openTarget()
  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })
})()
