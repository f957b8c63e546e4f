import type { SentReport } from '../support/laboratory.ts'
import { check, finding, type Found } from './check.ts'

const literally = (text: string) => text.replaceAll(/[^\w\s]/g, '\\$&')

/** How a mark may read. A letter alone might be part of a unit. */
const MARKS = { HI: /\b(high|above)\b|↑/i, LO: /\b(low|below)\b|↓/i, OR: /outside|out of range|abnormal/i, PA: /abnormal/i, HH: /critical\w* high/i, LL: /critical\w* low/i, A: /abnormal/i, AA: /critical\w* abnormal/i } as const

/** After the name of each test its number is read with its unit, then its range and its mark, before the next test begins. */
export const ensureOnScreen = check('results are on the screen with their units, ranges and marks', (_sight, { text, sent }: { text: string; sent: SentReport }) => {
  const places = sent.results.map(({ test }) => text.indexOf(test.text))
  return sent.results.flatMap(({ test, value = '', unit = '', ranges = [], flag }, at): Found[] => {
    const start = places[at]!
    if (start < 0) return [finding('a test is not on the screen', { expected: test.text, seen: text.slice(0, 300) })]
    const next = places.filter((place) => place > start).sort((a, b) => a - b)[0]
    const line = text.slice(start + test.text.length, next ?? start + 300)
    const range = ranges.every(({ low, high }) => new RegExp(`${literally(low)}\\D+${literally(high)}`).test(line))
    return [
      !new RegExp(`${literally(value)}\\s*${literally(unit)}`).test(line) && finding(`${test.text}: not with its unit`, { expected: `${value} ${unit}`, seen: line }),
      !range && finding(`${test.text}: not with its range`, { expected: ranges.map(({ low, high }) => `${low} to ${high}`), seen: line }),
      flag && !MARKS[flag].test(line) && finding(`${test.text}: its mark is not seen`, { expected: MARKS[flag].source, seen: line }),
    ]
  })
})

/** Right before a screening result, in its heading, stands that it is screening. */
export const ensureScreeningOnScreen = check('a screening result is on the screen as screening', (_sight, { text, sent }: { text: string; sent: SentReport }) => {
  const place = text.indexOf(sent.number)
  const heading = place < 0 ? '' : text.slice(Math.max(0, place - 120), place)
  return [
    place < 0 && finding('the report is not on the screen', { expected: sent.number, seen: text.slice(0, 300) }),
    place >= 0 && !/screening/i.test(heading) && finding('nothing says that it is screening', { expected: 'screening, in its heading', seen: heading }),
  ]
})
