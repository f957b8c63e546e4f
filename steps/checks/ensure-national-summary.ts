import { check, finding } from './check.ts'

/** How many summaries of a patient there have been nationally. */
export const ensureSummaryCount = check('the patient has that many summaries nationally', async ({ outside, calls }, { nhsNumber, count }: { nhsNumber: string; count: number }) => {
  const held = await outside.scr.listSummaries({ nhsNumber })
  const at = (await calls({ service: 'scr', operation: 'upload-scr', subject: nhsNumber, from: 'beginning' })).at(-1)
  return held.length !== count && finding('more or fewer', { expected: count, seen: held.length, at })
})

/** What the latest summary says under a heading; without a heading, anywhere. `empty`: it says that there is nothing. */
export const ensureSummarySays = check(
  'the summary says what the record says',
  async ({ outside }, { nhsNumber, under, has, hasNot, empty }: { nhsNumber: string; under?: string; has?: string; hasNot?: string; empty?: boolean }) => {
    const latest = (await outside.scr.listSummaries({ nhsNumber })).at(-1)
    if (!latest) return finding('there is no summary', { expected: 'one', seen: 'none' })
    const sections = sectionsOf(latest.bundle)
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
export const ensureEmptySummary = check('every core heading is there, and says that there is nothing', async ({ outside }, { nhsNumber }: { nhsNumber: string }) => {
  const latest = (await outside.scr.listSummaries({ nhsNumber })).at(-1)
  if (!latest) return finding('there is no summary', { expected: 'one', seen: 'none' })
  const sections = sectionsOf(latest.bundle)
  return ['AllergiesHeader', 'AcuteMedsHeader', 'RepeatMedsHeader', 'DiscRepeatMedsHeader'].map((code) => {
    const section = sections.find((each) => each.code === code)
    if (!section) return finding('a core heading is missing', { expected: code, seen: sections.map((each) => each.code) })
    return !/no relevant information/i.test(section.text) && finding(`${code} does not say that there is nothing`, { expected: 'No relevant information available', seen: section.text })
  })
})

/** The latest summary replaces the one that counted until then. */
export const ensureReplacesPrevious = check('the summary replaces the one before', async ({ outside }, { nhsNumber }: { nhsNumber: string }) => {
  const held = await outside.scr.listSummaries({ nhsNumber })
  const [previous, latest] = held.slice(-2)
  if (!previous || !latest) return finding('there is nothing to compare', { expected: 'two summaries', seen: held.length })
  return latest.replaces !== previous.id && finding('another one is replaced', { expected: previous.id, seen: latest.replaces ?? 'none' })
})

/** The latest summary was made at a practice: its organisation's ODS code says so. */
export const ensureSummaryMadeAt = check('the summary says where it was made', async ({ outside }, { nhsNumber, practice }: { nhsNumber: string; practice: string }) => {
  const latest = (await outside.scr.listSummaries({ nhsNumber })).at(-1)
  const organisation = resourcesOf(latest?.bundle).find(({ resourceType }) => resourceType === 'Organization')
  const code = ((organisation?.['identifier'] ?? []) as { value?: string }[])[0]?.value
  return code !== practice && finding('made somewhere else', { expected: practice, seen: code ?? 'nowhere' })
})

function resourcesOf(bundle: Record<string, unknown> | undefined): Record<string, unknown>[] {
  return ((bundle?.['entry'] ?? []) as { resource: Record<string, unknown> }[]).map(({ resource }) => resource)
}

function sectionsOf(bundle: Record<string, unknown>): { code: string; title: string; text: string }[] {
  const composition = resourcesOf(bundle).find(({ resourceType }) => resourceType === 'Composition')
  const sections = (composition?.['section'] ?? []) as { title?: string; code?: { coding?: { code?: string }[] }; text?: { div?: string } }[]
  return sections.map(({ title = '', code, text }) => ({ code: code?.coding?.[0]?.code ?? '', title, text: wordsOf(text?.div ?? '') }))
}

/** The words of XHTML as a reader sees them. */
const wordsOf = (xhtml: string) =>
  xhtml
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
