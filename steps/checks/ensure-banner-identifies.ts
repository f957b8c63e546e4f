import type { Person } from '../world.ts'
import { asWritten } from '../support/as-written.ts'
import { check, finding } from './check.ts'

/** The banner says who the patient is: name, date of birth, gender, NHS number, always and in this order. Source: NHS CUI patient banner, PAB-0016. */
export const ensureBannerIdentifies = check('the banner says who the patient is', (_sight, { banner, who }: { banner: string; who: Person }) => {
  if (banner === '') return finding('there is no banner', { expected: 'a banner', seen: 'none' })
  const { national, nhsNumber } = who
  const facts: [what: string, text: string][] = [
    ['name', asWritten.name(national)],
    ['date of birth', asWritten.date(national.birthDate)],
    ['gender', national.gender === 'male' ? 'Male' : 'Female'],
    ['NHS number', asWritten.nhsNumber(nhsNumber)],
  ]
  const places = facts.map(([, text]) => banner.indexOf(text))
  return facts.flatMap(([what, text], at) => [
    places[at] === -1 && finding(`the ${what} is missing, or written otherwise`, { expected: text, seen: banner }),
    places[at] !== -1 && at > 0 && places[at]! < Math.max(...places.slice(0, at)) && finding(`the ${what} is out of order`, { expected: facts.map(([name]) => name).join(', '), seen: banner }),
  ])
})
