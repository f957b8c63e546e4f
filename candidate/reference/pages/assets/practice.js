import { initAll } from '/assets/nhsuk-frontend.min.js'

initAll()

// An NHS number is shown as it is typed, in groups of three, three and four; anything but digits is dropped.
for (const field of document.querySelectorAll('[data-nhs-number]')) {
  field.addEventListener('input', () => {
    const digits = field.value.replace(/\D/g, '').slice(0, 10)
    field.value = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)].filter(Boolean).join(' ')
  })
}
