import { behaviour } from '../behaviour.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import type { ViewedSummary } from './summary.ts'
import { textOf } from './text-of.ts'

/** The text of a summary, with who made it, where and when. */
export const shown = behaviour('summaries.shown', (resources: JsonObject[]): ViewedSummary => {
  const of = (type: string) => resources.find(({ resourceType }) => resourceType === type)
  const composition = of('Composition') ?? {}
  const names = of('Practitioner')?.['name']
  const author = Array.isArray(names) ? names.find(isObject)?.['text'] : undefined
  const practice = of('Organization')?.['name']
  const identifier = isObject(composition['identifier']) ? composition['identifier']['value'] : undefined
  const sections = Array.isArray(composition['section']) ? composition['section'].filter(isObject) : []
  return {
    found: true,
    ...(typeof identifier === 'string' && { id: identifier }),
    ...(typeof composition['date'] === 'string' && { date: composition['date'] }),
    ...(typeof author === 'string' && { author }),
    ...(typeof practice === 'string' && { practice }),
    sections: sections.map(({ title, text }) => ({ title: String(title ?? ''), text: isObject(text) ? textOf(String(text['div'] ?? '')) : '' })),
  }
})
