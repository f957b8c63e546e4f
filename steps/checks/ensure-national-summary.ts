import { heldNationally, UPLOADS, type Via } from '../support/national-summaries.ts'
import { check, finding } from './check.ts'

interface Where {
  nhsNumber: string
  via: Via
}

/** How many summaries of a patient there have been nationally. */
export const ensureSummaryCount = check('the patient has that many summaries nationally', async ({ outside, calls }, { nhsNumber, via, count }: Where & { count: number }) => {
  const held = await heldNationally(outside, via, nhsNumber)
  const at = (await calls({ ...UPLOADS[via], subject: nhsNumber, from: 'beginning' })).at(-1)
  return held.length !== count && finding('more or fewer', { expected: count, seen: held.length, at })
})

/** What the latest summary says under a heading; without a heading, anywhere. `empty`: it says that there is nothing. */
export const ensureSummarySays = check(
  'the summary says what the record says',
  async ({ outside }, { nhsNumber, via, under, has, hasNot, empty }: Where & { under?: string; has?: string; hasNot?: string; empty?: boolean }) => {
    const latest = (await heldNationally(outside, via, nhsNumber)).at(-1)
    if (!latest) return finding('there is no summary', { expected: 'one', seen: 'none' })
    const { sections } = latest
    const looked = under === undefined ? sections : sections.filter(({ title }) => title.startsWith(under))
    if (looked.length === 0) return finding('the heading is missing', { expected: under, seen: sections.map(({ title }) => title) })
    const text = looked.map((section) => section.text).join('\n')
    return [
      has !== undefined && !text.includes(has) && finding('not in it', { expected: has, seen: text }),
      hasNot !== undefined && text.toLowerCase().includes(hasNot.toLowerCase()) && finding('in it', { expected: `nothing of ${hasNot}`, seen: text }),
      empty === true && !/no relevant information/i.test(text) && finding('does not say that there is nothing', { expected: 'No relevant information available', seen: text }),
    ]
  },
)

/** The core headings are all there, each saying that there is nothing. Source: published summaries of the SCR FHIR API. */
export const ensureEmptySummary = check('every core heading is there, and says that there is nothing', async ({ outside }, { nhsNumber, via }: Where) => {
  const latest = (await heldNationally(outside, via, nhsNumber)).at(-1)
  if (!latest) return finding('there is no summary', { expected: 'one', seen: 'none' })
  const { sections } = latest
  return ['AllergiesHeader', 'AcuteMedsHeader', 'RepeatMedsHeader', 'DiscRepeatMedsHeader'].map((code) => {
    const section = sections.find((each) => each.code === code)
    if (!section) return finding('a core heading is missing', { expected: code, seen: sections.map((each) => each.code) })
    return !/no relevant information/i.test(section.text) && finding(`${code} does not say that there is nothing`, { expected: 'No relevant information available', seen: section.text })
  })
})

/** The latest summary replaces the one that counted until then. */
export const ensureReplacesPrevious = check('the summary replaces the one before', async ({ outside }, { nhsNumber, via }: Where) => {
  const held = await heldNationally(outside, via, nhsNumber)
  const [previous, latest] = held.slice(-2)
  if (!previous || !latest) return finding('there is nothing to compare', { expected: 'two summaries', seen: held.length })
  return !latest.replaces.includes(previous.id) && finding('another one is replaced', { expected: previous.id, seen: latest.replaces.join(', ') || 'none' })
})

/** The latest summary was made at a practice: its organisation's ODS code says so, or in a message its text by name. */
export const ensureSummaryMadeAt = check('the summary says where it was made', async ({ outside }, { nhsNumber, via, practice }: Where & { practice: { odsCode: string; name: string } }) => {
  const seen = (await heldNationally(outside, via, nhsNumber)).at(-1)?.madeAt ?? ''
  const isHere = via === 'hl7' ? seen.includes(practice.name) : seen === practice.odsCode
  return !isHere && finding('made somewhere else', { expected: via === 'hl7' ? practice.name : practice.odsCode, seen: seen || 'nowhere' })
})
